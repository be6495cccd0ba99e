import { Button, Group, Modal, Stack, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { momentWords } from "../../text/day-words.ts";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { type Cart, type TillItem, totals } from "../cart/cart-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./parked.module.css";

type Draft = Reply<"draft.parked">["drafts"][number];

interface ParkedDialogProps {
  readonly business: string;
  readonly items: ReadonlyMap<string, TillItem>;
  /** A sale is running: it must be parked or finished before another is recalled. */
  readonly busy: boolean;
  readonly onRecalled: (cart: Cart) => void;
  readonly onClose: () => void;
}

export function ParkedDialog({ business, items, busy, onRecalled, onClose }: ParkedDialogProps) {
  const { value, problem, reload } = useQuery("draft.parked", { business });
  const [refused, setRefused] = useState<Problem | undefined>(undefined);
  const [dropping, setDropping] = useState<string | null>(null);
  useScanner(() => false);
  const recall = async (draft: string) => {
    const answer = await call("draft.recall", { draft });
    if (answer.ok) onRecalled(answer.value.cart);
    else setRefused(answer.refusal);
  };
  return (
    <Modal opened onClose={onClose} title={t("Parked sales")} size="lg">
      <Stack gap="sm">
        {busy && (
          <Text c="dimmed">
            {rich("Finish or park ({key}) the running sale before you recall another.", {
              key: <Key>F4</Key>,
            })}
          </Text>
        )}
        <RefusalAlert problem={refused} />
        {value === undefined &&
          (problem ? <ErrorState problem={problem} onRetry={reload} /> : <LoadingState />)}
        {value?.drafts.length === 0 && (
          <EmptyState title={t("No parked sales")}>
            {t("A sale that must wait is parked with F4 and comes back here.")}
          </EmptyState>
        )}
        {value?.drafts.map((draft, index) =>
          draft.draft === dropping ? (
            <Discard
              key={draft.draft}
              draft={draft}
              onGone={() => {
                setDropping(null);
                reload();
              }}
              onBack={() => setDropping(null)}
            />
          ) : (
            <Group key={draft.draft} wrap="nowrap" gap="xs">
              <UnstyledButton
                className={classes.draft}
                disabled={busy}
                autoFocus={index === 0}
                onClick={() => void recall(draft.draft)}
                data-testid="parked-draft"
              >
                <span>
                  <Text fw={600} size="lg">
                    {draft.label}
                  </Text>
                  <Text c="dimmed">
                    {draft.by}, {momentWords(draft.at)}
                  </Text>
                </span>
                <span className={classes.right}>
                  <Text fw={600} size="lg">
                    <MoneyText amount={totals(draft.cart, items).total} />
                  </Text>
                  <Text c="dimmed">
                    {draft.lines === 1 ? t("1 line") : t("{lines} lines", { lines: draft.lines })}
                  </Text>
                </span>
              </UnstyledButton>
              <Button
                variant="subtle"
                color="gray"
                h={44}
                onClick={() => setDropping(draft.draft)}
                data-testid="parked-discard"
              >
                {t("Discard…")}
              </Button>
            </Group>
          ),
        )}
      </Stack>
    </Modal>
  );
}

interface DiscardProps {
  readonly draft: Draft;
  readonly onGone: () => void;
  readonly onBack: () => void;
}

function Discard({ draft, onGone, onBack }: DiscardProps) {
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const discard = async () => {
    const answer = await call("draft.discard", { draft: draft.draft });
    if (answer.ok) onGone();
    else setProblem(answer.refusal);
  };
  return (
    <Stack gap="xs" className={classes.discard}>
      <Text fw={600}>{t("Discard “{label}”?", { label: draft.label })}</Text>
      <RefusalAlert problem={problem} />
      <Group wrap="nowrap">
        <Button variant="default" h={44} autoFocus onClick={onBack} data-testid="discard-keep">
          {t("Keep it")}
        </Button>
        <Button color="red" h={44} onClick={() => void discard()} data-testid="discard-yes">
          {t("Discard")}
        </Button>
      </Group>
    </Stack>
  );
}
