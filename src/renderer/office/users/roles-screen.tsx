import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { permissionWords } from "../../rpc/permission-words.ts";
import { useProgram } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";
import { FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { Answered } from "../sheet/answered.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { Page } from "../shell/page.tsx";
import { RoleFields } from "./role-form.tsx";
import {
  copyOfRole,
  draftOfRole,
  isOwnersRole,
  newRole,
  type RoleDraft,
  type RoleRow,
} from "./role-model.ts";
import { roleName } from "../../ui/names.ts";

/** What people may do, role by role; who acts in which is said under Users. */
export function RolesScreen() {
  const answer = useQuery("role.list", {});
  const { reload } = useProgram();
  const [editing, setEditing] = useState<RoleDraft>();
  const close = () => setEditing(undefined);
  return (
    <Page
      testid="roles"
      title={t("Roles")}
      subtitle={t("A role says what people may do; a change counts at once for whoever has it")}
      scroll
      tools={
        <NewButton label={t("New role")} onClick={() => setEditing(newRole())} testid="new-role" />
      }
    >
      <Answered query={answer}>
        {({ roles }) => (
          <Sheet
            natural
            label={t("Roles")}
            testid="roles"
            columns={columns((role) => setEditing(copyOfRole(role)))}
            rows={roles}
            keyOf={(each) => each.id}
            onOpen={(each) => setEditing(draftOfRole(each))}
            quiet={(each) => !each.active}
            empty={null}
          />
        )}
      </Answered>
      <FormModal
        title={editing?.id ? t("Role") : t("New role")}
        opened={editing !== undefined}
        onClose={close}
        size="xl"
      >
        {editing !== undefined && (
          <RoleFields
            start={editing}
            onClose={close}
            onSaved={() => {
              close();
              answer.reload();
              // One's own rights may be others now.
              reload();
            }}
          />
        )}
      </FormModal>
    </Page>
  );
}

const columns = (onCopy: (role: RoleRow) => void): readonly Column<RoleRow>[] => [
  {
    id: "name",
    title: t("Name"),
    width: 190,
    cell: (role) => (
      <>
        {roleName(role.name)} {!role.active && <span className={sheet.tag}>{t("Retired")}</span>}
      </>
    ),
  },
  { id: "rights", title: t("May do"), cell: rightsOf },
  {
    id: "people",
    title: t("Who has it"),
    width: 220,
    cell: ({ people }) =>
      people.length === 0 ? <span className={sheet.dim}>{t("Nobody")}</span> : people.join(", "),
  },
  {
    id: "copy",
    title: "",
    width: 130,
    cell: (role) => (
      <Button
        variant="default"
        size="sm"
        leftSection={<IconCopy size={17} aria-hidden />}
        aria-label={t("Copy {name}", { name: roleName(role.name) })}
        onClick={(event) => {
          event.stopPropagation();
          onCopy(role);
        }}
        data-testid={`copy-${role.id}`}
      >
        {t("Copy")}
      </Button>
    ),
  },
];

function rightsOf(role: RoleRow): string {
  if (isOwnersRole(role)) return t("Everything");
  return role.permissions.map((each) => permissionWords()[each]).join(", ");
}
