import { clsx } from "clsx";
import { Fragment, type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from "react";
import { go } from "../route/use-route.ts";
import { useScrollMemory } from "./scroll-memory.ts";
import classes from "./sheet.module.css";

export interface Column<Row> {
  readonly id: string;
  readonly title: ReactNode;
  /** Figures are right-aligned, and so are their titles. */
  readonly figures?: boolean;
  readonly width?: number | string;
  readonly cell: (row: Row) => ReactNode;
  readonly foot?: ReactNode;
}

interface SheetProps<Row> {
  /** What a screen reader calls the table. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** Where Enter and a click on a row lead. */
  readonly hrefOf?: ((row: Row) => string | undefined) | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** A heading row stands before the first row of each group. */
  readonly groupOf?: ((row: Row) => string) | undefined;
  readonly quiet?: ((row: Row) => boolean) | undefined;
  /** Rows before and after, such as what is brought and carried forward. */
  readonly first?: ReactNode;
  readonly last?: ReactNode;
  /** Stands in the table's place where there are no rows. */
  readonly empty: ReactNode;
  /** Below the table, inside its frame: paging. */
  readonly below?: ReactNode;
  /** The list is as high as its rows; otherwise it fills the page and scrolls by itself. */
  readonly natural?: boolean;
  /** Lies on a paper and has no frame of its own. */
  readonly bare?: boolean;
  readonly stale?: boolean;
  readonly testid: string;
}

/** A list or report: sticky head and totals, tabular figures, arrow keys and Enter. */
export function Sheet<Row>(props: SheetProps<Row>) {
  const { columns, rows, natural, stale, testid, label } = props;
  const frame = useRef<HTMLDivElement>(null);
  useScrollMemory(frame, testid, rows.length > 0 && natural !== true);
  const nothing = rows.length === 0 && props.first === undefined;
  const footed = columns.some((column) => column.foot !== undefined) && !nothing;
  return (
    <div
      className={clsx(
        classes.paper,
        natural !== true && classes.fill,
        props.bare === true && classes.bare,
      )}
    >
      <div ref={frame} className={classes.scroll} data-stale={stale || undefined}>
        {nothing ? (
          props.empty
        ) : (
          <table className={classes.sheet} aria-label={label} data-testid={testid}>
            <colgroup>
              {columns.map((column) => (
                <col key={column.id} style={{ width: inRem(column.width) }} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {columns.map((column) =>
                  column.title === "" ? (
                    <td key={column.id} />
                  ) : (
                    <th key={column.id} scope="col" data-figures={column.figures}>
                      {column.title}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <SheetBody {...props} />
            {footed && <SheetFoot columns={columns} />}
          </table>
        )}
      </div>
      {props.below}
    </div>
  );
}

/** Columns grow with the letters in them: said in pixels of the smallest screen. */
function inRem(width: number | string | undefined): string | undefined {
  return typeof width === "number" ? `${width / 16}rem` : width;
}

function SheetBody<Row>(props: SheetProps<Row>) {
  const { columns, rows, keyOf, groupOf } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  return (
    <tbody ref={body} onKeyDown={(event) => moveFocus(event, body.current)}>
      {props.first}
      {rows.map((row, index) => {
        const before = rows[index - 1];
        const group = groupOf?.(row);
        const starts = group !== undefined && (before === undefined || groupOf?.(before) !== group);
        return (
          <Fragment key={keyOf(row)}>
            {starts && (
              <tr className={classes.group}>
                <th colSpan={columns.length} scope="rowgroup">
                  {group}
                </th>
              </tr>
            )}
            <SheetRow {...props} row={row} reached={index === 0} />
          </Fragment>
        );
      })}
      {props.last}
    </tbody>
  );
}

function SheetRow<Row>(props: SheetProps<Row> & { readonly row: Row; readonly reached: boolean }) {
  const { columns, row, hrefOf, onOpen, quiet, reached, keyOf } = props;
  const href = hrefOf?.(row);
  const opens = href !== undefined || onOpen !== undefined;
  const open = () => (href === undefined ? onOpen?.(row) : go(href));
  const click = (event: MouseEvent<HTMLElement>) => {
    const inner = (event.target as HTMLElement).closest("a, button, input, label");
    const selecting = (window.getSelection()?.toString() ?? "") !== "";
    if (opens && inner === null && !selecting) open();
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && event.target === event.currentTarget && opens) {
      event.preventDefault();
      open();
    }
  };
  return (
    <tr
      className={clsx(opens && classes.opens, quiet?.(row) === true && classes.quiet)}
      tabIndex={reached ? 0 : -1}
      onClick={click}
      onKeyDown={press}
      data-row={keyOf(row)}
    >
      {columns.map((column) => (
        <td key={column.id} data-figures={column.figures}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function SheetFoot<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return (
    <tfoot>
      <tr>
        {columns.map((column) => (
          <td key={column.id} data-figures={column.figures}>
            {column.foot}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 15,
  PageUp: -15,
  Home: -1_000_000,
  End: 1_000_000,
};

/** One stop for Tab; inside the table the arrows walk. */
function moveFocus(event: KeyboardEvent, body: HTMLElement | null): void {
  const step = STEPS[event.key];
  if (step === undefined || body === null) return;
  const here = (event.target as HTMLElement).closest("tr");
  if (here === null || (event.target as HTMLElement).closest("input, select") !== null) return;
  const rows = [...body.querySelectorAll<HTMLElement>("tr[data-row]")];
  const index = rows.indexOf(here);
  const next = rows[Math.min(Math.max(index + step, 0), rows.length - 1)];
  if (next === undefined) return;
  event.preventDefault();
  here.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
