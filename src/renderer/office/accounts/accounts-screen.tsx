import { Button, Switch, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconPencil, IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { href, type Query } from "../route/route.ts";
import { refilter, travelling } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import shell from "../shell/shell.module.css";
import { tierWords, typeWords } from "../words/account-words.ts";
import { AccountForm } from "./account-form.tsx";
import { type Account, matching, tierKeys, treeRows, type TreeRow } from "./account-tree.ts";
import { language } from "../../text/language.ts";
import { t } from "../../text/text.ts";
import { accountName } from "../../ui/names.ts";
import classes from "./accounts.module.css";

type Editing = Account | "new" | undefined;

export function AccountsScreen() {
  const { route, filters } = useFilters();
  const { may } = useOffice();
  const answer = useQuery("account.list", { business: filters.business });
  const [editing, setEditing] = useState<Editing>();
  const all = route.query["all"] === "yes";
  return (
    <Page
      testid="accounts"
      title={t("Accounts")}
      subtitle={t("Five tiers: type, category, class, subclass, account. Balances today, in KES.")}
      tools={
        <>
          <SearchBox label={t("Number or name")} width={220} />
          {may("accounts.edit") && (
            <Button
              size="sm"
              leftSection={<IconPlus size={17} aria-hidden />}
              onClick={() => setEditing("new")}
              data-testid="new-account"
            >
              {t("New account")}
            </Button>
          )}
        </>
      }
      toolbar={
        <>
          <BusinessFilter value={filters.business} />
          <Switch
            size="sm"
            ml="sm"
            label={t("Inactive ones too")}
            checked={all}
            onChange={(event) =>
              refilter(route, { all: event.currentTarget.checked ? "yes" : null }, "replace")
            }
          />
          <div className={shell.push} />
        </>
      }
    >
      <Answered query={answer}>
        {({ accounts }) => (
          <Tree
            accounts={accounts.filter((account) => all || account.active)}
            text={route.query["text"] ?? ""}
            query={travelling(route.query)}
            stale={answer.loading}
            onEdit={may("accounts.edit") ? setEditing : undefined}
            onClear={() => refilter(route, { text: null })}
          />
        )}
      </Answered>
      <AccountForm
        editing={editing}
        accounts={answer.value?.accounts ?? []}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          answer.reload();
        }}
      />
    </Page>
  );
}

interface TreeProps {
  readonly accounts: readonly Account[];
  readonly text: string;
  readonly query: Query;
  readonly stale: boolean;
  readonly onEdit: ((account: Account) => void) | undefined;
  readonly onClear: () => void;
}

function Tree({ accounts, text, query, stale, onEdit, onClear }: TreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const found = matching(accounts, text);
  const rows = useMemo(() => treeRows(found, closed), [found, closed]);
  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };
  const ledger = (row: TreeRow) =>
    row.kind === "account" && row.account.posting
      ? href("ledger", row.account.number, query)
      : undefined;
  return (
    <Sheet
      label={t("Chart of accounts")}
      testid="accounts"
      columns={columnsOf(toggle, ledger, onEdit)}
      rows={rows}
      keyOf={(row) => row.key}
      hrefOf={ledger}
      onOpen={(row) => row.kind === "tier" && toggle(row.key)}
      quiet={(row) => row.kind === "account" && !row.account.active}
      stale={stale}
      empty={
        text === "" ? (
          <EmptyState title={t("No accounts")}>{t("The chart is empty.")}</EmptyState>
        ) : (
          <NoMatch what={t("accounts")} onClear={onClear} />
        )
      }
      below={<TierButtons accounts={accounts} setClosed={setClosed} count={found.length} />}
    />
  );
}

function TierButtons({
  accounts,
  setClosed,
  count,
}: {
  readonly accounts: readonly Account[];
  readonly setClosed: (closed: ReadonlySet<string>) => void;
  readonly count: number;
}) {
  return (
    <div className={sheet.below}>
      <span>{t("{count} accounts", { count })}</span>
      <Button.Group>
        <Button size="compact-sm" variant="default" onClick={() => setClosed(new Set())}>
          {t("Open all")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setClosed(new Set(tierKeys(accounts, 2)))}
          data-testid="classes-only"
        >
          {t("Classes only")}
        </Button>
      </Button.Group>
    </div>
  );
}

function columnsOf(
  toggle: (key: string) => void,
  ledger: (row: TreeRow) => string | undefined,
  onEdit: TreeProps["onEdit"],
): readonly Column<TreeRow>[] {
  return [
    {
      id: "name",
      title: t("Account"),
      cell: (row) => <Name row={row} toggle={toggle} link={ledger(row)} />,
    },
    {
      id: "swahili",
      title: language() === "sw" ? t("English") : t("Swahili"),
      width: 205,
      cell: (row) =>
        row.kind === "account" && (
          <span className={sheet.dim} lang={language() === "sw" ? "en" : "sw"}>
            {otherName(row.account)}
          </span>
        ),
    },
    {
      id: "subclass",
      title: t("Subclass"),
      width: 115,
      cell: (row) =>
        row.kind === "account" && (
          <span className={sheet.dim}>{tierWords(row.account.subclass ?? "")}</span>
        ),
    },
    {
      id: "business",
      title: t("Business"),
      width: 180,
      cell: (row) => row.kind === "account" && <Owner account={row.account} />,
    },
    {
      id: "balance",
      title: t("Balance"),
      figures: true,
      width: 130,
      cell: (row) => <Balance row={row} link={ledger(row)} />,
    },
    {
      id: "edit",
      title: "",
      width: 52,
      cell: (row) =>
        row.kind === "account" &&
        onEdit !== undefined && (
          <UnstyledButton
            className={classes.pencil}
            aria-label={t("Change {number} {name}", {
              number: row.account.number,
              name: row.account.name,
            })}
            onClick={() => onEdit(row.account)}
            data-testid={`edit-${row.account.number}`}
          >
            <IconPencil size={16} aria-hidden />
          </UnstyledButton>
        ),
    },
  ];
}

function Name({
  row,
  toggle,
  link,
}: {
  readonly row: TreeRow;
  readonly toggle: (key: string) => void;
  readonly link: string | undefined;
}) {
  const indent = { paddingInlineStart: row.depth * 20 };
  if (row.kind === "tier") {
    const Mark = row.closed ? IconChevronRight : IconChevronDown;
    return (
      <UnstyledButton
        className={classes.tier}
        style={indent}
        data-depth={row.depth}
        aria-expanded={!row.closed}
        onClick={() => toggle(row.key)}
        tabIndex={-1}
      >
        <Mark size={15} aria-hidden />{" "}
        {row.depth === 0 ? (typeWords()[row.title] ?? row.title) : tierWords(row.title)}
      </UnstyledButton>
    );
  }
  const { account } = row;
  const name = accountName(account.name);
  return (
    <span className={classes.account} style={indent}>
      <span className={sheet.number}>{account.number}</span>
      {link === undefined ? name : <a href={link}>{name}</a>}
      {!account.posting && <span className={sheet.tag}>{t("Heading")}</span>}
      {!account.active && <span className={sheet.tag}>{t("Inactive")}</span>}
    </span>
  );
}

/** As the account is called in the language that the window does not speak. */
const otherName = ({ name, nameSwahili }: Account) => (language() === "sw" ? name : nameSwahili);

function Owner({ account }: { readonly account: Account }) {
  if (account.business === null) return <span className={sheet.dim}>{t("Shared")}</span>;
  return <BusinessName business={account.business} />;
}

function Balance({ row, link }: { readonly row: TreeRow; readonly link: string | undefined }) {
  if (row.kind === "account") {
    return row.account.posting ? <Figure amount={row.account.balance} href={link} /> : null;
  }
  return (
    <span className={classes.tierBalance} data-depth={row.depth}>
      <Figure amount={row.balance} />
    </span>
  );
}
