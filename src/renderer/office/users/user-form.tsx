import { Group, SegmentedControl, Select, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { draftOf, EVERYWHERE, type UserDraft, userRequest, withRole } from "./user-model.ts";
import { t } from "../../text/text.ts";
import classes from "./users.module.css";
import { roleName } from "../../ui/names.ts";

type People = Reply<"user.list">;

interface UserFieldsProps {
  readonly user: People["users"][number] | undefined;
  readonly roles: People["roles"];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function UserFields({ user, roles, onClose, onSaved }: UserFieldsProps) {
  const { send, sending, problem } = useCommand("user.save");
  const [draft, setDraft] = useState(() => draftOf(user));
  const set = (change: Partial<UserDraft>) => setDraft({ ...draft, ...change });
  const request = userRequest(draft, user);
  const save = async () => {
    if (request !== undefined && (await send(request))?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={request !== undefined}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t("Name")}
          required
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          data-testid="user-name"
        />
        <TextInput
          label={user === undefined ? t("PIN, 4 to 8 digits") : t("New PIN")}
          placeholder={user === undefined ? "" : t("Unchanged")}
          type="password"
          inputMode="numeric"
          autoComplete="new-password"
          maxLength={8}
          value={draft.pin}
          onChange={(event) => set({ pin: event.currentTarget.value.replace(/\D/g, "") })}
          data-testid="user-pin"
        />
      </Group>
      <RoleRows draft={draft} roles={roles} onChange={setDraft} />
      <Group justify="space-between">
        <SegmentedControl
          size="sm"
          aria-label={t("Language")}
          value={draft.language}
          onChange={(language) => set({ language })}
          data={[
            { value: "en", label: t("English") },
            { value: "sw", label: t("Swahili") },
          ]}
        />
        {user !== undefined && (
          <Switch
            label={t("Active: may sign in")}
            checked={draft.active}
            onChange={(event) => set({ active: event.currentTarget.checked })}
            data-testid="user-active"
          />
        )}
      </Group>
    </FormBody>
  );
}

interface RoleRowsProps {
  readonly draft: UserDraft;
  readonly roles: People["roles"];
  readonly onChange: (draft: UserDraft) => void;
}

function RoleRows({ draft, roles, onChange }: RoleRowsProps) {
  const { businesses } = useOffice();
  const choice = (business: string, label: string) => (
    <Select
      size="sm"
      aria-label={label}
      placeholder={t("No access")}
      clearable
      data={roles
        .filter((role) => role.active || role.id === draft.roles[business])
        .map((role) => ({ value: role.id, label: roleName(role.name) }))}
      value={draft.roles[business] ?? null}
      onChange={(role) => onChange(withRole(draft, business, role))}
      data-testid={`role-${business === EVERYWHERE ? "all" : business}`}
    />
  );
  return (
    <div className={classes.rows}>
      <Text fw={500}>{t("Role")}</Text>
      <div className={classes.row}>
        <span>{t("In every business, also those to come")}</span>
        {choice(EVERYWHERE, t("Role in every business"))}
      </div>
      {businesses.map((each) => (
        <div key={each.id} className={classes.row}>
          <BusinessName business={each.id} />
          {choice(each.id, t("Role in {name}", { name: each.name }))}
        </div>
      ))}
    </div>
  );
}
