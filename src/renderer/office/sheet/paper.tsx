import { clsx } from "clsx";
import type { ReactNode } from "react";
import classes from "./paper.module.css";

interface PaperProps {
  readonly title?: ReactNode;
  /** On the right of the title: the period, a link. */
  readonly aside?: ReactNode;
  readonly padded?: boolean;
  readonly testid?: string;
  readonly children: ReactNode;
}

/** A sheet of paper on the desk: what a panel is called here. */
export function Paper({ title, aside, padded, testid, children }: PaperProps) {
  return (
    <section className={classes.paper} data-testid={testid}>
      {title !== undefined && (
        <header className={classes.head}>
          <h2 className={classes.title}>{title}</h2>
          {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        </header>
      )}
      <div className={clsx(padded === true && classes.padded)}>{children}</div>
    </section>
  );
}
