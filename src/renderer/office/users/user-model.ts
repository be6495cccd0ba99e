import type { Reply } from "#shared/contract/index.ts";
import type { Draft } from "../../rpc/use-command.ts";

type User = Reply<"user.list">["users"][number];

export const EVERYWHERE = "*";

export interface UserDraft {
  readonly name: string;
  readonly pin: string;
  readonly language: User["language"];
  readonly active: boolean;
  /** Role by business; "*" is every business, those to come included. */
  readonly roles: Readonly<Record<string, string>>;
}

export function draftOf(user: User | undefined): UserDraft {
  return {
    name: user?.name ?? "",
    pin: "",
    language: user?.language ?? "en",
    active: user?.active ?? true,
    roles: Object.fromEntries((user?.access ?? []).map((each) => [each.business, each.role])),
  };
}

/** A role everywhere makes roles in single businesses pointless, and the other way round. */
export function withRole(draft: UserDraft, business: string, role: string | null): UserDraft {
  const others = business === EVERYWHERE ? {} : { ...draft.roles };
  delete (others as Record<string, string>)[EVERYWHERE];
  delete (others as Record<string, string>)[business];
  return { ...draft, roles: role === null ? others : { ...others, [business]: role } };
}

export function userRequest(
  draft: UserDraft,
  user: User | undefined,
): Draft<"user.save"> | undefined {
  const name = draft.name.trim();
  const access = Object.entries(draft.roles).map(([business, role]) => ({ business, role }));
  const pinned = /^\d{4,8}$/.test(draft.pin);
  if (name === "" || access.length === 0) return undefined;
  if (user === undefined ? !pinned : draft.pin !== "" && !pinned) return undefined;
  return {
    id: user?.id ?? null,
    name,
    pin: draft.pin === "" ? null : draft.pin,
    language: draft.language,
    active: draft.active,
    access,
  };
}
