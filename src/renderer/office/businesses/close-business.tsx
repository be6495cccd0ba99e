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
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";
import { accountName } from "../../ui/names.ts";

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
        {t(
          "A business that stops is closed, never deleted: its books stay as they are, and it can be opened again.",
        )}
      </span>
      <Button
        variant="default"
        size="sm"
        onClick={() => setAsking(true)}
        data-testid="close-business"
      >
        {t("Close {name}", { name })}
      </Button>
      <FormModal
        title={t("Close {name}?", { name })}
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
          {t("Keep it open")}
        </Button>
        <Button
          color="red"
          loading={sending}
          disabled={remains.value === undefined || remains.value.openAt.length > 0}
          onClick={() => void close()}
          data-testid="close-business-done"
        >
          {t("Close it")}
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
          {t("A shift is open at {openAt}. Close it first, so that its drawer is counted.", {
            openAt: openAt.join(", "),
          })}
        </Text>
      )}
      {parked > 0 && (
        <Text>
          {parked === 1
            ? t("One cart is parked here.")
            : t("{parked} carts are parked here.", { parked })}
        </Text>
      )}
      {balances.length === 0 ? (
        <Text>{t("Nothing remains on its books: it owns and owes nothing.")}</Text>
      ) : (
        <>
          <Text>
            {t("It still owns and owes this. It stays on the books, and in every report:")}
          </Text>
          <table className={classes.remains}>
            <tbody>
              {balances.map(({ account, name, balance }) => (
                <tr key={account}>
                  <td>
                    {account} {accountName(name)}
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
    <Paper title={t("Closed")} padded testid="closed-businesses">
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
            {t("Open again")}
          </Button>
        </Group>
      ))}
      <RefusalAlert problem={problem} />
    </Paper>
  );
}
