import { sum } from "#shared/kernel/money.ts";
import { dayWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { shortDay } from "../filters/filters.ts";
import { href } from "../route/route.ts";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { type Dashboard, type MoneyPlace, placeWords, placeGroups } from "./dashboard-model.ts";
import { t } from "../../text/text.ts";
import classes from "./dashboard.module.css";
import { accountName } from "../../ui/names.ts";

interface Props {
  readonly value: Dashboard;
  readonly business: string | null;
}

/** Each place where money lies: what should be there, and when somebody last looked. */
export function MoneyPanel({ value, business }: Props) {
  const groups = placeGroups(value.money);
  const { today } = useOffice();
  const when =
    value.day === today ? t("Now, by the books") : t("End of {day}", { day: dayWords(value.day) });
  return (
    <Paper title={t("Where the money is")} aside={when} testid="money">
      <div className={classes.places}>
        {groups.map((group) => (
          <div key={group.kind}>
            {group.places.length > 1 && (
              <div className={classes.placeHead}>
                <span>{placeWords()[group.kind]}</span>
                <MoneyText amount={group.total} signed />
              </div>
            )}
            {group.places.map((place) => (
              <Place
                key={place.account}
                place={place}
                business={business}
                alone={group.places.length === 1}
              />
            ))}
          </div>
        ))}
      </div>
      <div className={classes.placesTotal}>
        <span>{t("Together")}</span>
        <MoneyText amount={sum(groups.map((group) => group.total))} testid="money-total" />
      </div>
    </Paper>
  );
}

interface PlaceProps {
  readonly place: MoneyPlace;
  readonly business: string | null;
  readonly alone: boolean;
}

function Place({ place, business, alone }: PlaceProps) {
  const countable = place.kind !== "transit";
  const counted = place.kind === "cash";
  return (
    <a
      className={classes.place}
      data-alone={alone || undefined}
      href={href("ledger", place.account, { b: business, p: "month-to-date" })}
      data-testid={`money-${place.account}`}
    >
      <span className={classes.placeName}>{accountName(place.name)}</span>
      {countable && (
        <span className={classes.counted}>
          {place.lastCounted === null
            ? counted
              ? t("never counted")
              : t("never compared")
            : counted
              ? t("counted {day}", { day: shortDay(place.lastCounted) })
              : t("compared {day}", { day: shortDay(place.lastCounted) })}
        </span>
      )}
      <MoneyText amount={place.balance} signed />
    </a>
  );
}
