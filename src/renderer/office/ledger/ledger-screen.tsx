import { Button, Group } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { AccountSelect, useAccounts } from "../fields/account-select.tsx";
import { PartySelect } from "../fields/party-select.tsx";
import { periodWords } from "../filters/filters.ts";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href } from "../route/route.ts";
import { go, refilter, travelling } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below } from "../sheet/cells.tsx";
import { Sheet } from "../sheet/sheet.tsx";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { typeWords } from "../words/account-words.ts";
import { ledgerColumns, TurnRow } from "./ledger-columns.tsx";
import { readCursor, writeCursor } from "./ledger-model.ts";
import { t } from "../../text/text.ts";
import { accountName } from "../../ui/names.ts";

const LINES = 100;

/** Everything that happened on one account, with what was on it after each line. */
export function LedgerScreen() {
  const { route, filters } = useFilters();
  const accounts = useAccounts();
  const number = Number(route.arg);
  const known = Number.isSafeInteger(number) && number >= 1000;
  const { from, to, business } = filters;
  const party = route.query["party"] ?? null;
  const after = readCursor(route.query["after"]);
  const answer = useQuery(
    "report.ledger",
    known ? { account: number, party, from, to, business, after, limit: LINES } : null,
  );
  const account = accounts.find((each) => each.number === number);
  const name = answer.value?.account === number ? answer.value.name : account?.name;
  return (
    <Page
      testid="ledger"
      title={known ? `${number} ${accountName(name ?? "")}` : t("Account ledger")}
      subtitle={t("{type}, {period}, in KES", {
        type: typeWords()[account?.type ?? ""] ?? t("Account"),
        period: periodWords(filters),
      })}
      back={href("accounts", null, travelling(route.query))}
      tools={
        <Group gap="xs" wrap="nowrap">
          <PartySelect
            bare
            size="sm"
            account={known ? number : null}
            subledger={account?.subledger ?? null}
            business={business}
            value={party}
            onChange={(next) => refilter(route, { party: next, after: null })}
            testid="party"
          />
          {party !== null && (
            <Button
              size="sm"
              variant="default"
              onClick={() => refilter(route, { party: null, after: null })}
            >
              {t("All")}
            </Button>
          )}
          <AccountSelect
            size="sm"
            aria-label={t("Another account")}
            placeholder={t("Another account")}
            accounts={accounts.filter((each) => each.posting)}
            value={known ? number : null}
            onChange={(next) => next !== null && go(href("ledger", next, travelling(route.query)))}
            testid="ledger-account"
          />
        </Group>
      }
      toolbar={<ReportToolbar filters={filters} />}
    >
      <Answered query={answer}>
        {(value) => (
          <LedgerSheet
            value={value}
            first={after === null}
            stale={answer.loading}
            several={business === null && account?.business === null}
            turn={(next) => refilter(route, { after: next })}
            words={periodWords(filters)}
          />
        )}
      </Answered>
    </Page>
  );
}

interface LedgerSheetProps {
  readonly value: Reply<"report.ledger">;
  readonly first: boolean;
  readonly stale: boolean;
  readonly several: boolean;
  readonly words: string;
  readonly turn: (after: string | null) => void;
}

function LedgerSheet({ value, first, stale, several, words, turn }: LedgerSheetProps) {
  const columns = ledgerColumns(value, several);
  const { next } = value;
  const lastLine = value.lines.at(-1);
  const empty = value.lines.length === 0 && value.opening === 0;
  const paged = !first || next !== null;
  return (
    <Sheet
      label={t("Ledger of {account} {name}", {
        account: value.account,
        name: accountName(value.name),
      })}
      testid="ledger"
      columns={columns}
      rows={value.lines}
      keyOf={(line) => `${line.entry}.${line.no}`}
      hrefOf={(line) => href("entry", line.entry)}
      stale={stale}
      first={
        empty ? undefined : (
          <TurnRow
            columns={columns.length}
            words={first ? t("Opening balance") : t("Brought forward")}
            amount={value.brought}
          />
        )
      }
      last={
        next !== null &&
        lastLine !== undefined && (
          <TurnRow
            columns={columns.length}
            words={t("Carried forward")}
            amount={lastLine.balance}
          />
        )
      }
      empty={
        <EmptyState title={t("Nothing happened on this account")}>
          {t("It was at zero before {words} and no line was posted to it then.", { words })}
        </EmptyState>
      }
      below={
        paged && (
          <Below>
            <span>
              {t("{first} of the period", { first: first ? t("First page") : t("A later page") })}
            </span>
            <Group gap="xs">
              <Button
                size="compact-sm"
                variant="default"
                disabled={first}
                onClick={() => turn(null)}
                data-testid="page-first"
              >
                {t("First page")}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                disabled={next === null}
                onClick={() => next !== null && turn(writeCursor(next))}
                data-testid="page-next"
              >
                {t("Next page")}
              </Button>
            </Group>
          </Below>
        )
      }
    />
  );
}
