import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Money } from "#shared/kernel/money.ts";
import { Figure } from "../sheet/cells.tsx";
import sheet from "../sheet/sheet.module.css";
import classes from "./statement.module.css";
import type { StatementRow } from "./statement-model.ts";
import { t } from "../../text/text.ts";

export interface StatementColumn {
  readonly id: string;
  readonly title: ReactNode;
  /** The figure of a row in this column; undefined where there is none. */
  readonly amount: (row: StatementRow) => Money | undefined;
  readonly hrefOf: (row: StatementRow) => string | undefined;
  /** Set apart: the whole, or what it is compared with. */
  readonly weight?: "whole" | "compared";
}

interface Props {
  readonly label: string;
  readonly rows: readonly StatementRow[];
  readonly columns: readonly StatementColumn[];
  readonly stale: boolean;
  readonly testid: string;
  readonly below?: ReactNode;
}

/** A profit and loss or a balance sheet: headings, lines, subtotals, results. */
export function StatementTable({ label, rows, columns, stale, testid, below }: Props) {
  return (
    <div className={clsx(sheet.paper, sheet.fill)}>
      {/* It scrolls, so it can be reached without a mouse. */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
      <div
        className={sheet.scroll}
        data-stale={stale || undefined}
        role="region"
        aria-label={label}
        tabIndex={0}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
        <table
          className={clsx(sheet.sheet, classes.statement)}
          aria-label={label}
          data-testid={testid}
        >
          <thead>
            <tr>
              <th scope="col">{t("Account")}</th>
              {columns.map((column) => (
                <th key={column.id} scope="col" data-figures data-weight={column.weight}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      {below}
    </div>
  );
}

function Row({
  row,
  columns,
}: {
  readonly row: StatementRow;
  readonly columns: readonly StatementColumn[];
}) {
  if (row.kind === "heading") {
    return (
      <tr className={sheet.group}>
        <th colSpan={columns.length + 1} scope="rowgroup">
          {row.title}
        </th>
      </tr>
    );
  }
  const whole = columns.find((column) => column.weight === "whole") ?? columns[0];
  const link = whole?.hrefOf(row);
  return (
    <tr
      className={clsx(classes[row.kind], row.kind === "final" && classes.result)}
      data-testid={`row-${row.key}`}
    >
      <th scope="row">
        {row.account !== undefined && <span className={sheet.number}>{row.account}&ensp;</span>}
        {link === undefined ? row.title : <a href={link}>{row.title}</a>}
      </th>
      {columns.map((column) => {
        const amount = column.amount(row);
        return (
          <td key={column.id} data-figures data-weight={column.weight}>
            {amount !== undefined && <Figure amount={amount} href={column.hrefOf(row)} />}
          </td>
        );
      })}
    </tr>
  );
}
