import { type CSSProperties, useEffect, useMemo } from "react";
import { encode } from "uqr";
import { type Displayed, useDisplayed } from "../ui/customer-display.ts";
import { MoneyText } from "../ui/money-text.tsx";
import { t } from "../text/text.ts";
import { rich } from "../text/rich.tsx";
import classes from "./display.module.css";

/** The second screen, turned to the customer: what is sold, what it comes to, how to pay, the change. */
export function CustomerDisplay() {
  const shown = useDisplayed();
  const title = t("Tomtin: customer display");
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (shown === null) {
    return (
      <main className={classes.rest} data-testid="display" data-stage="closed">
        <p className={classes.welcome}>{"Karibu"}</p>
        <p>{t("One moment, please.")}</p>
      </main>
    );
  }
  const tone = { "--tt-tone": `var(--mantine-color-${shown.colour}-filled)` } as CSSProperties;
  return (
    <main
      className={classes.screen}
      style={tone}
      data-testid="display"
      data-stage={shown.stage}
      aria-live="polite"
    >
      <h1 className={classes.business}>{shown.business}</h1>
      {shown.lines.length === 0 ? (
        <div className={classes.rest}>
          <p className={classes.welcome}>{"Karibu"}</p>
        </div>
      ) : (
        <div className={classes.sale}>
          <Lines lines={shown.lines} />
          <Reckoning shown={shown} />
        </div>
      )}
    </main>
  );
}

const intoView = (line: HTMLLIElement | null): void => line?.scrollIntoView({ block: "end" });

/** The last line is always in sight: it is the one the customer waits for. */
function Lines({ lines }: Pick<Displayed, "lines">) {
  return (
    <ol className={classes.lines}>
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line has no name but its place
        <li key={at} ref={at === lines.length - 1 ? intoView : undefined} className={classes.line}>
          <span className={classes.name}>{line.name}</span>
          <span className={classes.reckoning}>{line.reckoning}</span>
          <span className={classes.amount}>
            <MoneyText amount={line.amount} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Reckoning({ shown }: { readonly shown: Displayed }) {
  const { stage, discount, total, change, mpesaTill } = shown;
  return (
    <section className={classes.reckoningZone} aria-label={t("To pay")}>
      {discount > 0 && (
        <p className={classes.discount}>
          {rich("Discount {discount}", { discount: <MoneyText amount={discount} /> })}
        </p>
      )}
      <p className={classes.label}>{t("Total")}</p>
      <p
        className={`${classes.total} ${stage === "done" ? classes.sumBefore : ""}`}
        data-testid="display-total"
      >
        <MoneyText amount={total} currency />
      </p>
      {stage === "done" && (
        <>
          <p className={classes.label}>{t("Change")}</p>
          <p className={`${classes.total} ${classes.change}`} data-testid="display-change">
            <MoneyText amount={change} currency />
          </p>
          <p className={classes.thanks}>{t("Asante, karibu tena!")}</p>
        </>
      )}
      {stage === "paying" && mpesaTill !== "" && <TillCode till={mpesaTill} />}
    </section>
  );
}

/** The number to read, and the same number to scan: a till typed wrong pays a stranger. */
function TillCode({ till }: { readonly till: string }) {
  const path = useMemo(() => {
    // The standard asks for four modules of white around it, and the screen beside it may be dark.
    const { data } = encode(till, { ecc: "M", border: 4 });
    const cells = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [[x, y]] : [])));
    return { size: data.length, d: cells.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join("") };
  }, [till]);
  return (
    <figure className={classes.code}>
      <svg
        viewBox={`0 0 ${path.size} ${path.size}`}
        className={classes.qr}
        role="img"
        aria-label={t("QR code of till {till}", { till })}
        data-testid="display-qr"
      >
        <rect width={path.size} height={path.size} fill="#fff" />
        <path d={path.d} fill="#000" />
      </svg>
      <figcaption>
        {rich("Lipa na M-Pesa{br}Buy Goods till {till}", {
          br: <br />,
          till: <b className={classes.till}>{till}</b>,
        })}
      </figcaption>
    </figure>
  );
}
