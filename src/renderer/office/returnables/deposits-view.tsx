import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { href } from "../route/route.ts";
import { refilter, useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { PAGE_ROWS, pageOf, Pager } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { OpenDepositForm } from "./open-deposit-form.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import { accountName as nameOfAccount } from "../../ui/names.ts";

type Deposit = Reply<"deposit.list">["deposits"][number];
type Held = Reply<"deposit.list">["held"][number];

/** Who holds what for how long, the longest first; and that the records are what the ledger says. */
export function DepositsView({ business }: { readonly business: string | null }) {
  const route = useRoute();
  const { may } = useOffice();
  const { text = "" } = route.query;
  const answer = useQuery("deposit.list", {
    business,
    text,
    offset: (pageOf(route.query) - 1) * PAGE_ROWS,
    limit: PAGE_ROWS,
  });
  const [forfeiting, setForfeiting] = useState<Deposit>();
  const [opening, setOpening] = useState(false);
  const posts = may("ledger.post");
  const saved = () => {
    setForfeiting(undefined);
    setOpening(false);
    answer.reload();
  };
  return (
    <>
      <Answered query={answer}>
        {({ deposits, total, held }) => (
          <>
            <Group justify="space-between" mb="sm">
              <HeldProof held={held} />
              {posts && (
                <NewButton
                  label={t("Take over a deposit")}
                  onClick={() => setOpening(true)}
                  testid="open-deposit"
                />
              )}
            </Group>
            <Sheet
              label={t("Deposits held")}
              testid="deposits"
              columns={columnsOf(posts, setForfeiting)}
              rows={deposits}
              keyOf={(each) => each.id}
              stale={answer.loading}
              below={<Pager total={total} what={t("deposits")} one={t("deposit")} />}
              empty={
                text === "" ? (
                  <EmptyState title={t("No deposits are held")}>
                    {t("They are taken at the counter, with what goes out.")}
                  </EmptyState>
                ) : (
                  <NoMatch what={t("deposits")} onClear={() => refilter(route, { text: null })} />
                )
              }
            />
          </>
        )}
      </Answered>
      <FormModal
        title={t("Forfeit: {name}", { name: forfeiting?.name ?? "" })}
        opened={forfeiting !== undefined}
        onClose={() => setForfeiting(undefined)}
        size="md"
      >
        {forfeiting !== undefined && (
          <ForfeitForm
            deposit={forfeiting}
            onClose={() => setForfeiting(undefined)}
            onSaved={saved}
          />
        )}
      </FormModal>
      <FormModal
        title={t("A deposit held before these books")}
        opened={opening}
        onClose={() => setOpening(false)}
        size="lg"
      >
        <OpenDepositForm onClose={() => setOpening(false)} onSaved={saved} />
      </FormModal>
    </>
  );
}

/** The records of each account beside the account itself: equal to the cent, or it is said. */
function HeldProof({ held }: { readonly held: readonly Held[] }) {
  const { nameOf } = useOffice();
  return (
    <Group gap="lg" data-testid="deposits-held">
      {held.map(({ account, accountName, business, recorded, ledger }) => (
        <Text key={`${account} ${business}`} component="div">
          <a href={href("ledger", account)}>
            {account} {nameOfAccount(accountName)}
          </a>
          , {nameOf(business)}: <MoneyText amount={recorded} fw={600} />{" "}
          <Text span c={recorded === ledger ? "dimmed" : "red"}>
            {recorded === ledger
              ? t("as the ledger says")
              : t("but the ledger says {ledger}", { ledger: moneyWords(ledger) })}
          </Text>
        </Text>
      ))}
    </Group>
  );
}

function columnsOf(
  posts: boolean,
  forfeit: (deposit: Deposit) => void,
): readonly Column<Deposit>[] {
  return [
    {
      id: "name",
      title: t("What"),
      cell: (each) => (each.count > 1 ? `${each.count} × ${each.name}` : each.name),
    },
    { id: "customer", title: t("Who holds it"), cell: (each) => each.customerName ?? t("No name") },
    { id: "receipt", title: t("Receipt"), width: 150, cell: (each) => each.receipt },
    { id: "serial", title: t("Serial"), width: 140, cell: (each) => each.serial ?? "" },
    { id: "day", title: t("Since"), width: 130, cell: (each) => dayWords(each.day) },
    {
      id: "days",
      title: t("Days out"),
      figures: true,
      width: 100,
      cell: (each) => each.days,
    },
    {
      id: "amount",
      title: t("Held"),
      figures: true,
      width: 140,
      cell: (each) => <Figure amount={each.amount} />,
    },
    {
      id: "forfeit",
      title: "",
      width: 110,
      figures: true,
      cell: (each) =>
        posts && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => forfeit(each)}
            data-testid="forfeit"
          >
            {t("Forfeit")}
          </Button>
        ),
    },
  ];
}

interface ForfeitFormProps {
  readonly deposit: Deposit;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function ForfeitForm({ deposit, onClose, onSaved }: ForfeitFormProps) {
  const { today } = useOffice();
  const { send, sending, problem } = useCommand("deposit.forfeit");
  const [day, setDay] = useState<typeof today | null>(today);
  const [reason, setReason] = useState("");
  const save = async () => {
    if (day === null) return;
    const answer = await send({ deposit: deposit.id, day, reason: reason.trim() });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={day !== null && reason.trim() !== ""}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <Text>
        {rich(
          "{customerName} never brought it back. The {amount} held become income, and what it was for is written off.",
          {
            customerName: deposit.customerName ?? t("The customer"),
            amount: <MoneyText amount={deposit.amount} currency />,
          },
        )}
      </Text>
      <DayInput label={t("Day")} value={day} onChange={setDay} />
      <TextInput
        label={t("Reason")}
        required
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="forfeit-reason"
      />
    </FormBody>
  );
}
