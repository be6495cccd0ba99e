import { Switch, Text } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { AccountSelect, postable, useAccounts } from "../fields/account-select.tsx";
import { Paper } from "../sheet/paper.tsx";
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";

type Accounts = Reply<"business.rules">["itemAccounts"];

interface ItemAccountsProps {
  readonly business: string;
  readonly accounts: Accounts;
  readonly onSaved: () => void;
}

/** Where a new item posts, unless its own form says otherwise. */
export function ItemAccounts({ business, accounts, onSaved }: ItemAccountsProps) {
  const { send, sending, problem } = useCommand("business.setItemAccounts");
  const chart = postable(useAccounts()).filter(
    (each) => each.business === null || each.business === business,
  );
  const [stocks, setStocks] = useState(accounts.goods !== null);
  const [goods, setGoods] = useState<Partial<NonNullable<Accounts["goods"]>>>(accounts.goods ?? {});
  const [service, setService] = useState<Partial<Accounts["service"]>>(accounts.service);
  const whole = wholeOf(stocks, goods, service);
  const save = async () => {
    if (whole !== undefined && (await send({ business, ...whole }))?.ok === true) onSaved();
  };
  const revenue = chart.filter((each) => each.type === "revenue");
  const cost = chart.filter((each) => each.type === "expense");
  const stock = chart.filter((each) => each.class === CLASS.inventory && each.subledger === null);
  return (
    <Paper title={t("New items post to")} padded>
      <FormBody ready={whole !== undefined} sending={sending} problem={problem} onSave={save}>
        <Text fw={500}>{t("Services")}</Text>
        <div className={classes.pairs}>
          <AccountSelect
            label={t("Sales")}
            accounts={revenue}
            value={service.revenue ?? null}
            onChange={(next) => setService({ ...service, ...numbered("revenue", next) })}
          />
          <AccountSelect
            label={t("Cost")}
            accounts={cost}
            value={service.cogs ?? null}
            onChange={(next) => setService({ ...service, ...numbered("cogs", next) })}
          />
        </div>
        <Switch
          label={t("It keeps goods in stock")}
          checked={stocks}
          onChange={(event) => setStocks(event.currentTarget.checked)}
        />
        {stocks && (
          <div className={classes.pairs}>
            <AccountSelect
              label={t("Sales of goods")}
              accounts={revenue}
              value={goods.revenue ?? null}
              onChange={(next) => setGoods({ ...goods, ...numbered("revenue", next) })}
            />
            <AccountSelect
              label={t("Their cost")}
              accounts={cost}
              value={goods.cogs ?? null}
              onChange={(next) => setGoods({ ...goods, ...numbered("cogs", next) })}
            />
            <AccountSelect
              label={t("Their stock")}
              accounts={stock}
              value={goods.inventory ?? null}
              onChange={(next) => setGoods({ ...goods, ...numbered("inventory", next) })}
              testid="stock-account"
            />
          </div>
        )}
      </FormBody>
    </Paper>
  );
}

function numbered(key: string, number: number | null): Record<string, number> {
  return number === null ? {} : { [key]: number };
}

/** All accounts that are asked for; undefined while one is missing. */
function wholeOf(
  stocks: boolean,
  goods: Partial<NonNullable<Accounts["goods"]>>,
  service: Partial<Accounts["service"]>,
): Accounts | undefined {
  if (service.revenue === undefined || service.cogs === undefined) return undefined;
  const served = { revenue: service.revenue, cogs: service.cogs };
  if (!stocks) return { goods: null, service: served };
  const { revenue, cogs, inventory } = goods;
  if (revenue === undefined || cogs === undefined || inventory === undefined) return undefined;
  return { goods: { revenue, cogs, inventory }, service: served };
}
