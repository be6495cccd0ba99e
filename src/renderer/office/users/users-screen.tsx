import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { BusinessDot } from "../filters/business-filter.tsx";
import { Answered } from "../sheet/answered.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { UserFields } from "./user-form.tsx";
import { EVERYWHERE } from "./user-model.ts";
import { t } from "../../text/text.ts";
import classes from "./users.module.css";
import { roleName } from "../../ui/names.ts";

type People = Reply<"user.list">;
type User = People["users"][number];
type Role = People["roles"][number];

export function UsersScreen() {
  const answer = useQuery("user.list", {});
  const [editing, setEditing] = useState<User | "new">();
  const user = editing === "new" ? undefined : editing;
  return (
    <Page
      testid="users"
      title={t("Users")}
      subtitle={t(
        "A person signs in by name and PIN; a role says what they may do, business by business",
      )}
      scroll
      tools={
        <NewButton label={t("New user")} onClick={() => setEditing("new")} testid="new-user" />
      }
    >
      <Answered query={answer}>
        {(value) => (
          <div className={classes.stack}>
            <Sheet
              natural
              label={t("Users")}
              testid="users"
              columns={columnsOf(value.roles)}
              rows={value.users}
              keyOf={(each) => each.id}
              onOpen={setEditing}
              quiet={(each) => !each.active}
              empty={null}
            />
          </div>
        )}
      </Answered>
      <FormModal
        title={user?.name ?? t("New user")}
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        <UserFields
          user={user}
          roles={answer.value?.roles ?? []}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            answer.reload();
          }}
        />
      </FormModal>
    </Page>
  );
}

function columnsOf(roles: readonly Role[]): readonly Column<User>[] {
  return [
    {
      id: "name",
      title: t("Name"),
      width: 240,
      cell: (user) => (
        <>
          {user.name} {!user.active && <span className={sheet.tag}>{t("Inactive")}</span>}
        </>
      ),
    },
    { id: "access", title: t("May act as"), cell: (user) => <Access user={user} roles={roles} /> },
    {
      id: "language",
      title: t("Language"),
      width: 140,
      cell: (user) => (user.language === "sw" ? t("Swahili") : t("English")),
    },
  ];
}

function Access({ user, roles }: { readonly user: User; readonly roles: readonly Role[] }) {
  const { nameOf } = useOffice();
  return (
    <span className={classes.access}>
      {user.access.map(({ business, role }) => (
        <span key={business} className={classes.one}>
          {business !== EVERYWHERE && <BusinessDot business={business} />}
          {roleName(roles.find((each) => each.id === role)?.name ?? role)}
          <span className={sheet.dim}>
            {business === EVERYWHERE
              ? t("everywhere")
              : t("in {business}", { business: nameOf(business) })}
          </span>
        </span>
      ))}
    </span>
  );
}
