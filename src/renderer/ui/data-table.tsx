import { ScrollArea } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  /** Figures stand on the right. */
  readonly align?: "left" | "right" | "center";
  readonly width?: string | number;
  readonly draw: (row: Row) => ReactNode;
  /** The cell under this column in the line of totals. */
  readonly total?: ReactNode;
}

interface DataTableProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly onRow?: ((row: Row) => void) | undefined;
  readonly selected?: string | number | undefined;
  readonly label: string;
  /** Shown instead of rows where there are none. */
  readonly empty?: ReactNode;
  readonly height?: string | number;
  readonly testid?: string;
}

/** A quiet table: sticky header and totals, figures on the right, rows that open by Enter too. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, onRow, label } = props;
  const totals = columns.some((column) => column.total !== undefined);
  if (rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  return (
    <ScrollArea h={props.height ?? "100%"} type="auto" className={classes.frame}>
      <table className={classes.table} aria-label={label} data-testid={props.testid}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                style={{ textAlign: column.align ?? "left", width: column.width }}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-selected={props.selected === rowKey(row)}
              {...(onRow === undefined ? {} : openable(() => onRow(row)))}
            >
              {columns.map((column) => (
                <td key={column.key} style={{ textAlign: column.align ?? "left" }}>
                  {column.draw(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {totals && rows.length > 0 && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} style={{ textAlign: column.align ?? "left" }}>
                  {column.total}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollArea>
  );
}

function openable(open: () => void) {
  return {
    tabIndex: 0,
    "data-openable": true,
    onClick: open,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === "Enter") open();
    },
  };
}
