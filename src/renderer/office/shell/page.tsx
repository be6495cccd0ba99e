import { IconChevronLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { cameFromInside } from "../route/use-route.ts";
import { t } from "../../text/text.ts";
import classes from "./shell.module.css";

interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Buttons, on the right of the title. */
  readonly tools?: ReactNode;
  /** Filters, in a row of their own. */
  readonly toolbar?: ReactNode;
  /** What this page belongs under; pressed, it goes back to where one came from. */
  readonly back?: string;
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
            <a
              className={classes.back}
              href={back}
              onClick={(event) => {
                if (!cameFromInside()) return;
                event.preventDefault();
                window.history.back();
              }}
              data-testid="back"
            >
              <IconChevronLeft size={16} aria-hidden />
              {t("Back")}
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
