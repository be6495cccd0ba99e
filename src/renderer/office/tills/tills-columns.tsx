import { Button } from "@mantine/core";
import type { Instant } from "#shared/kernel/date.ts";
import { momentWords } from "../../text/day-words.ts";
import type { Column } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import classes from "./tills.module.css";
import { agoWords, clockWords, stateOf, toSendWords, type Till } from "./tills-model.ts";
import { t } from "../../text/text.ts";

type Row = Till & { readonly now: Instant };
type NameOf = (business: string) => string;

const number = (value: number | null): string =>
  value === null ? "–" : value.toLocaleString("en-KE");

export const tillColumns = (
  nameOf: NameOf,
  onCode: ((till: Till) => void) | undefined,
): readonly Column<Row>[] => [
  {
    id: "till",
    title: t("Till"),
    cell: (till) => (
      <>
        {till.till} <span className={sheet.dim}>{till.kind === "office" ? t("Office") : ""}</span>{" "}
        {till.here && <span className={sheet.tag}>{t("This one")}</span>}
      </>
    ),
  },
  {
    id: "scope",
    title: t("Businesses"),
    cell: (till) => (
      <span className={sheet.dim}>
        {till.scope === "*" ? t("All") : till.scope.map(nameOf).join(", ")}
      </span>
    ),
  },
  {
    id: "state",
    title: t("State"),
    cell: (till) => {
      const { tone, text, todo } = stateOf(till, till.now);
      const toSend = toSendWords(till);
      return (
        <div className={classes.state}>
          <span className={sheet.tag} data-tone={tone} data-testid={`state-${till.till}`}>
            {text}
          </span>
          {toSend !== null && <div className={classes.todo}>{toSend}</div>}
          {todo !== null && <div className={classes.todo}>{todo}</div>}
        </div>
      );
    },
  },
  { id: "count", title: t("Made there"), figures: true, cell: (till) => number(till.count) },
  { id: "stored", title: t("At the centre"), figures: true, cell: (till) => number(till.stored) },
  {
    id: "chain",
    title: t("Books"),
    cell: (till) => (
      <span className={sheet.dim}>
        {till.chainEqual === null ? "–" : till.chainEqual ? t("Equal") : t("Differ")}
      </span>
    ),
  },
  {
    id: "contact",
    title: t("Last contact"),
    cell: (till) => (
      <span
        className={sheet.dim}
        title={till.lastContact === null ? "" : momentWords(till.lastContact)}
      >
        {till.lastContact === null ? t("Never") : agoWords(till.lastContact as Instant, till.now)}
      </span>
    ),
  },
  {
    id: "clock",
    title: t("Clock"),
    cell: (till) => {
      const off = clockWords(till.clockOffsetMs);
      if (off === null) {
        return <span className={sheet.dim}>{till.clockOffsetMs === null ? "–" : t("Right")}</span>;
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
    title: t("Version"),
    cell: (till) => <span className={sheet.dim}>{till.version ?? "–"}</span>,
  },
  {
    id: "code",
    title: "",
    figures: true,
    cell: (till) =>
      onCode !== undefined &&
      till.kind === "till" && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onCode(till)}
          data-testid={`code-${till.till}`}
        >
          {t("Change …")}
        </Button>
      ),
  },
];
