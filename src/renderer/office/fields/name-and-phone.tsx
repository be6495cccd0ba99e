import { Group, TextInput } from "@mantine/core";
import { t } from "../../text/text.ts";

interface NameAndPhoneProps {
  readonly of: "customer" | "supplier";
  readonly name: string;
  readonly phone: string;
  readonly onName: (name: string) => void;
  readonly onPhone: (phone: string) => void;
}

/** Who somebody is and how they are called; the first field of their form. */
export function NameAndPhone({ of, name, phone, onName, onPhone }: NameAndPhoneProps) {
  return (
    <Group grow>
      <TextInput
        label={t("Name")}
        required
        data-autofocus
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
        data-testid={`${of}-name`}
      />
      <TextInput
        label={t("Phone")}
        placeholder="0712 345 678"
        inputMode="tel"
        value={phone}
        onChange={(event) => onPhone(event.currentTarget.value)}
        data-testid={`${of}-phone`}
      />
    </Group>
  );
}
