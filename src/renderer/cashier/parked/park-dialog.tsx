import { Button, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { saveAll } from "../../rpc/unsaved.ts";
import { Key } from "../../ui/key.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import type { Cart } from "../cart/cart-model.ts";
import { t } from "../../text/text.ts";

interface ParkDialogProps {
  readonly business: string;
  readonly cart: Cart;
  readonly proposed: string;
  readonly onParked: (label: string) => void;
  readonly onClose: () => void;
}

/** Puts the sale aside under a word by which it is found again. */
export function ParkDialog({ business, cart, proposed, onParked, onClose }: ParkDialogProps) {
  const [label, setLabel] = useState(proposed);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  useScanner(() => false);
  const park = async () => {
    if (sending) return;
    setSending(true);
    // A save that came after it would keep the same sale twice, aside and on the counter.
    await saveAll();
    const answer = await call("draft.park", { business, label: label.trim(), cart });
    setSending(false);
    if (answer.ok) onParked(label.trim());
    else setProblem(answer.refusal);
  };
  return (
    <Modal opened onClose={onClose} title={t("Park this sale")} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (label.trim() !== "") void park();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t("Under which name?")}
            description={t("So that whoever recalls it knows whose it is")}
            size="lg"
            data-autofocus
            maxLength={80}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            data-testid="park-label"
          />
          <RefusalAlert problem={problem} onRetry={() => void park()} />
          <Button
            type="submit"
            size="lg"
            loading={sending}
            disabled={label.trim() === ""}
            rightSection={<Key>Enter</Key>}
            data-testid="park-done"
          >
            {t("Park")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
