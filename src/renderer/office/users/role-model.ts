import type { Reply } from "#shared/contract/index.ts";
import { PERMISSIONS, type Permission } from "#shared/facts/permission.ts";
import { OWNER_ROLE } from "#shared/facts/role.ts";
import type { Draft } from "../../rpc/use-command.ts";
import { t } from "../../text/text.ts";

export type RoleRow = Reply<"role.list">["roles"][number];

export interface RoleDraft {
  /** Null: a new role. */
  readonly id: string | null;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly active: boolean;
}

export interface RightsGroup {
  readonly title: string;
  readonly rights: readonly Permission[];
}

/** Every right once, in the groups in which people think of them. */
export const rightsGroups = (): readonly RightsGroup[] => [
  {
    title: t("At the counter"),
    rights: ["sell", "sell.discount", "sell.price", "sell.credit", "refund", "jobs.manage"],
  },
  {
    title: t("Shift and drawer"),
    rights: ["shift.open", "shift.close", "cash.move", "drawer.open"],
  },
  {
    title: t("Stock and production"),
    rights: ["stock.receive", "stock.count", "stock.adjust", "produce"],
  },
  { title: t("Customers and prices"), rights: ["customers.edit", "catalog.edit"] },
  {
    title: t("Books and reports"),
    rights: [
      "reports.read",
      "export",
      "ledger.post",
      "ledger.reverse",
      "accounts.edit",
      "period.close",
    ],
  },
  { title: t("People and settings"), rights: ["users.edit", "settings.edit"] },
];

export const newRole = (): RoleDraft => ({
  id: null,
  name: "",
  permissions: new Set(),
  active: true,
});

export const draftOfRole = ({ id, name, permissions, active }: RoleRow): RoleDraft => ({
  id,
  name,
  permissions: new Set(permissions),
  active,
});

/** A new role that begins with what another one allows. */
export const copyOfRole = (role: RoleRow): RoleDraft => ({
  ...draftOfRole(role),
  id: null,
  name: t("Copy of {name}", { name: role.name }),
  active: true,
});

/** The owner's role keeps every right. */
export const isOwnersRole = ({ id }: Pick<RoleDraft, "id">): boolean => id === OWNER_ROLE;

export function withRight(draft: RoleDraft, right: Permission, on: boolean): RoleDraft {
  const permissions = new Set(draft.permissions);
  if (on) permissions.add(right);
  else permissions.delete(right);
  return { ...draft, permissions };
}

/** Undefined while it has no name or allows nothing. */
export function roleRequest(draft: RoleDraft): Draft<"role.save"> | undefined {
  const name = draft.name.trim();
  if (name === "" || draft.permissions.size === 0) return undefined;
  return {
    id: draft.id,
    name,
    permissions: PERMISSIONS.filter((each) => draft.permissions.has(each)),
    active: draft.active,
  };
}
