import type { Instant } from "#shared/kernel/date.ts";
import { momentWords } from "#shared/kernel/day-words.ts";
import type { Column } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import classes from "./tills.module.css";
import { agoWords, clockWords, stateOf, type Till } from "./tills-model.ts";

type Row = Till & { readonly now: Instant };
type NameOf = (business: string) => string;

const number = (value: number | null): string =>
  value === null ? "–" : value.toLocaleString("en-KE");

export const tillColumns = (nameOf: NameOf): readonly Column<Row>[] => [
  {
    id: "till",
    title: "Till",
    cell: (till) => (
      <>
        {till.till} <span className={sheet.dim}>{till.kind === "office" ? "Office" : ""}</span>{" "}
        {till.here && <span className={sheet.tag}>This one</span>}
      </>
    ),
  },
  {
    id: "scope",
    title: "Businesses",
    cell: (till) => (
      <span className={sheet.dim}>
        {till.scope === "*" ? "All" : till.scope.map(nameOf).join(", ")}
      </span>
    ),
  },
  {
    id: "state",
    title: "State",
    cell: (till) => {
      const { tone, text, todo } = stateOf(till, till.now);
      return (
        <div className={classes.state}>
          <span className={sheet.tag} data-tone={tone} data-testid={`state-${till.till}`}>
            {text}
          </span>
          {todo !== null && <div className={classes.todo}>{todo}</div>}
        </div>
      );
    },
  },
  { id: "count", title: "Made there", figures: true, cell: (till) => number(till.count) },
  { id: "stored", title: "At the centre", figures: true, cell: (till) => number(till.stored) },
  {
    id: "chain",
    title: "Books",
    cell: (till) => (
      <span className={sheet.dim}>
        {till.chainEqual === null ? "–" : till.chainEqual ? "Equal" : "Differ"}
      </span>
    ),
  },
  {
    id: "contact",
    title: "Last contact",
    cell: (till) => (
      <span
        className={sheet.dim}
        title={till.lastContact === null ? "" : momentWords(till.lastContact)}
      >
        {till.lastContact === null ? "Never" : agoWords(till.lastContact as Instant, till.now)}
      </span>
    ),
  },
  {
    id: "clock",
    title: "Clock",
    cell: (till) => {
      const off = clockWords(till.clockOffsetMs);
      if (off === null) {
        return <span className={sheet.dim}>{till.clockOffsetMs === null ? "–" : "Right"}</span>;
      }
      return (
        <span className={sheet.tag} data-tone="low">
          {off}
        </span>
      );
    },
  },
  {
    id: "version",
    title: "Version",
    cell: (till) => <span className={sheet.dim}>{till.version ?? "–"}</span>,
  },
];
