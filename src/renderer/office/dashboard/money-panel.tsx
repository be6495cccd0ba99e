import { sum } from "#shared/kernel/money.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { shortDay } from "../filters/filters.ts";
import { href } from "../route/route.ts";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { type Dashboard, type MoneyPlace, PLACE_WORDS, placeGroups } from "./dashboard-model.ts";
import classes from "./dashboard.module.css";

interface Props {
  readonly value: Dashboard;
  readonly business: string | null;
}

/** Each place where money lies: what should be there, and when somebody last looked. */
export function MoneyPanel({ value, business }: Props) {
  const groups = placeGroups(value.money);
  const { today } = useOffice();
  const when = value.day === today ? "Now, by the books" : `End of ${dayWords(value.day)}`;
  return (
    <Paper title="Where the money is" aside={when} testid="money">
      <div className={classes.places}>
        {groups.map((group) => (
          <div key={group.kind}>
            {group.places.length > 1 && (
              <div className={classes.placeHead}>
                <span>{PLACE_WORDS[group.kind]}</span>
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
        <span>Together</span>
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
  const looked = place.kind === "cash" ? "counted" : "compared";
  return (
    <a
      className={classes.place}
      data-alone={alone || undefined}
      href={href("ledger", place.account, { b: business, p: "month-to-date" })}
      data-testid={`money-${place.account}`}
    >
      <span className={classes.placeName}>{place.name}</span>
      {countable && (
        <span className={classes.counted}>
          {place.lastCounted === null
            ? `never ${looked}`
            : `${looked} ${shortDay(place.lastCounted)}`}
        </span>
      )}
      <MoneyText amount={place.balance} signed />
    </a>
  );
}
