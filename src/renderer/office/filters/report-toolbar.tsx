import type { ReactNode } from "react";
import classes from "../shell/shell.module.css";
import { BusinessFilter } from "./business-filter.tsx";
import type { Filters } from "./filters.ts";
import { PeriodPicker } from "./period-picker.tsx";

/** The row under a report's title: which business, which days, and on the right what to do. */
export function ReportToolbar({
  filters,
  children,
}: {
  readonly filters: Filters;
  readonly children?: ReactNode;
}) {
  return (
    <>
      <BusinessFilter value={filters.business} />
      <PeriodPicker filters={filters} />
      <div className={classes.push}>{children}</div>
    </>
  );
}
