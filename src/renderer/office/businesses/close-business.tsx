import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useProgram } from "../../rpc/program.tsx";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { FormModal } from "../editing/form-modal.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import classes from "./businesses.module.css";

/** No counter sells there any more; its books stay, and it can be opened again. */
export function CloseBusiness({
  business,
  name,
}: {
  readonly business: string;
  readonly name: string;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <div className={classes.close}>
      <span>
        A business that stops is closed, never deleted: its books stay as they are, and it can be
        opened again.
      </span>
      <Button
        variant="default"
        size="sm"
        onClick={() => setAsking(true)}
        data-testid="close-business"
      >
        Close {name}
      </Button>
      <FormModal
        title={`Close ${name}?`}
        opened={asking}
        onClose={() => setAsking(false)}
        size="md"
      >
        <Closing business={business} onDone={() => setAsking(false)} />
      </FormModal>
    </div>
  );
}

function Closing({ business, onDone }: { readonly business: string; readonly onDone: () => void }) {
  const { reload } = useProgram();
  const remains = useQuery("business.remains", { business });
  const { send, sending, problem } = useCommand("business.setActive");
  const close = async () => {
    if ((await send({ business, active: false }))?.ok !== true) return;
    reload();
    onDone();
  };
  return (
    <Stack gap="sm">
      <Answered query={remains}>{(found) => <Remains found={found} />}</Answered>
      <RefusalAlert problem={problem} onRetry={() => void close()} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Keep it open
        </Button>
        <Button
          color="red"
          loading={sending}
          disabled={remains.value === undefined || remains.value.openAt.length > 0}
          onClick={() => void close()}
          data-testid="close-business-done"
        >
          Close it
        </Button>
      </Group>
    </Stack>
  );
}

function Remains({ found }: { readonly found: Reply<"business.remains"> }) {
  const { openAt, parked, balances } = found;
  return (
    <Stack gap="xs" data-testid="remains">
      {openAt.length > 0 && (
        <Text c="var(--mantine-color-error)">
          A shift is open at {openAt.join(", ")}. Close it first, so that its drawer is counted.
        </Text>
      )}
      {parked > 0 && (
        <Text>{parked === 1 ? "One cart is" : `${parked} carts are`} parked here.</Text>
      )}
      {balances.length === 0 ? (
        <Text>Nothing remains on its books: it owns and owes nothing.</Text>
      ) : (
        <>
          <Text>It still owns and owes this. It stays on the books, and in every report:</Text>
          <table className={classes.remains}>
            <tbody>
              {balances.map(({ account, name, balance }) => (
                <tr key={account}>
                  <td>
                    {account} {name}
                  </td>
                  <td>
                    <MoneyText amount={balance} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Stack>
  );
}

/** Businesses that were closed; nobody sells in them until they are opened again. */
export function ClosedBusinesses() {
  const { status, session } = useOffice();
  const { reload } = useProgram();
  const { send, sending, problem } = useCommand("business.setActive");
  const closed = status.businesses.filter((each) => !each.active);
  if (closed.length === 0 || !session.allBusinesses) return null;
  const open = async (business: string) => {
    if ((await send({ business, active: true }))?.ok === true) reload();
  };
  return (
    <Paper title="Closed" padded testid="closed-businesses">
      {closed.map((each) => (
        <Group key={each.id} justify="space-between" mih={44}>
          <span>{each.name}</span>
          <Button
            size="sm"
            variant="default"
            loading={sending}
            onClick={() => void open(each.id)}
            data-testid={`reopen-${each.id}`}
          >
            Open again
          </Button>
        </Group>
      ))}
      <RefusalAlert problem={problem} />
    </Paper>
  );
}
