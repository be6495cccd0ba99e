import { Checkbox, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Permission } from "#shared/facts/permission.ts";
import { permissionWords } from "../../rpc/permission-words.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { t } from "../../text/text.ts";
import { FormBody } from "../editing/form-modal.tsx";
import {
  isOwnersRole,
  type RoleDraft,
  rightsGroups,
  roleRequest,
  withRight,
} from "./role-model.ts";
import classes from "./users.module.css";

interface RoleFieldsProps {
  readonly start: RoleDraft;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function RoleFields({ start, onClose, onSaved }: RoleFieldsProps) {
  const { send, sending, problem } = useCommand("role.save");
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<RoleDraft>) => setDraft({ ...draft, ...change });
  const request = roleRequest(draft);
  const owners = isOwnersRole(draft);
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
      <TextInput
        label={t("Name")}
        required
        data-autofocus
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        data-testid="role-name"
      />
      {owners && (
        <Text c="dimmed">{t("The owner’s role always may do everything, and stays.")}</Text>
      )}
      {draft.id !== null && !owners && (
        <Switch
          label={t("Active: may be given to people")}
          checked={draft.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
          data-testid="role-active"
        />
      )}
      <Rights draft={draft} fixed={owners} onChange={setDraft} />
    </FormBody>
  );
}

interface RightsProps {
  readonly draft: RoleDraft;
  readonly fixed: boolean;
  readonly onChange: (draft: RoleDraft) => void;
}

function Rights({ draft, fixed, onChange }: RightsProps) {
  const words = permissionWords();
  const right = (each: Permission) => (
    <Checkbox
      key={each}
      classNames={{
        body: classes.right,
        labelWrapper: classes.rightText,
        label: classes.rightText,
      }}
      label={sentence(words[each])}
      checked={fixed || draft.permissions.has(each)}
      disabled={fixed}
      onChange={(event) => onChange(withRight(draft, each, event.currentTarget.checked))}
      data-testid={`right-${each}`}
    />
  );
  return (
    <div className={classes.groups}>
      {rightsGroups().map(({ title, rights }) => (
        <fieldset key={title} className={classes.group}>
          <legend>{title}</legend>
          {rights.map(right)}
        </fieldset>
      ))}
    </div>
  );
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
