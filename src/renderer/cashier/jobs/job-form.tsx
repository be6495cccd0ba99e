import { Button, Group } from "@mantine/core";
import type { Dispatch } from "react";
import { Key } from "../../ui/key.tsx";
import type { Till } from "../counter/till.ts";
import type { JobPayment, JobPaymentEvent } from "./job-payment-model.ts";
import type { JobDetail } from "./jobs-model.ts";
import { t } from "../../text/text.ts";

/** What every form of one job is given. */
export interface JobFormProps {
  readonly job: JobDetail;
  readonly till: Till;
  readonly done: (words: string) => void;
  readonly onBack: () => void;
  /** How it is paid so far: held by the counter, which keeps a part that was taken. */
  readonly payment: JobPayment | null;
  readonly send: Dispatch<JobPaymentEvent>;
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
