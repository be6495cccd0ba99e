import { Button, Group } from "@mantine/core";
import type { Dispatch } from "react";
import type { Pay, PayEvent } from "../pay/pay-model.ts";
import { Key } from "../../ui/key.tsx";
import type { Till } from "../counter/till.ts";
import type { JobDetail } from "./jobs-model.ts";
import { t } from "../../text/text.ts";

/** What every form of one job is given. */
export interface JobFormProps {
  readonly job: JobDetail;
  readonly till: Till;
  readonly done: (words: string) => void;
  readonly onBack: () => void;
  /** How it is paid so far: held by the dialog, which is not left while a part is taken. */
  readonly pay: Pay;
  readonly send: Dispatch<PayEvent>;
  /** One step back, unless money would be forgotten with it. */
  readonly unlessPaid: (step: () => void) => void;
}

interface ButtonsProps {
  readonly onBack: () => void;
  readonly sending: boolean;
  readonly words: string;
  readonly off?: boolean;
  readonly alarming?: boolean;
}

/** Back, and the act itself. */
export function Buttons({ onBack, sending, words, off = false, alarming = false }: ButtonsProps) {
  return (
    <Group justify="space-between">
      <Button variant="subtle" size="lg" rightSection={<Key>Esc</Key>} onClick={onBack}>
        {t("Back")}
      </Button>
      <Button
        type="submit"
        size="lg"
        loading={sending}
        disabled={off}
        {...(alarming ? { color: "red" } : {})}
        rightSection={<Key>Enter</Key>}
        data-testid="job-go"
      >
        {words}
      </Button>
    </Group>
  );
}
