import { IconChevronLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./shell.module.css";

interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Buttons, on the right of the title. */
  readonly tools?: ReactNode;
  /** Filters, in a row of their own. */
  readonly toolbar?: ReactNode;
  /** What this page was reached from. */
  readonly back?: { readonly label: string; readonly href: string } | undefined;
  /** The page scrolls as a whole; without it a list on it scrolls by itself. */
  readonly scroll?: boolean;
  readonly testid: string;
  readonly children: ReactNode;
}

export function Page({
  title,
  subtitle,
  tools,
  toolbar,
  back,
  scroll,
  testid,
  children,
}: PageProps) {
  return (
    <main className={classes.page} data-testid={`screen-${testid}`}>
      <header className={classes.head}>
        <div className={classes.headText}>
          {back !== undefined && (
            <a className={classes.back} href={back.href} data-testid="back">
              <IconChevronLeft size={16} aria-hidden />
              {back.label}
            </a>
          )}
          <h1 className={classes.title}>{title}</h1>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {tools !== undefined && <div className={classes.headTools}>{tools}</div>}
      </header>
      {toolbar !== undefined && <div className={classes.toolbar}>{toolbar}</div>}
      {scroll === true ? <div className={classes.scroller}>{children}</div> : children}
    </main>
  );
}
