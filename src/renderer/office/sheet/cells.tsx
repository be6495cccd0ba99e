import type { ReactNode } from "react";
import type { Money } from "#shared/kernel/money.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import classes from "./sheet.module.css";
import { accountName } from "../../ui/names.ts";

interface FigureProps {
  readonly amount: Money;
  /** Where the figure comes from. */
  readonly href?: string | undefined;
  /** Nothing is drawn as a dash, so that what is there stands out. */
  readonly dash?: boolean;
  readonly testid?: string;
}

/** A figure of a report. Every one of them leads to what it is made of. */
export function Figure({ amount, href, dash = true, testid }: FigureProps) {
  const text =
    amount === 0 && dash ? (
      <span className={classes.nil}>–</span>
    ) : (
      <MoneyText amount={amount} signed {...(testid === undefined ? {} : { testid })} />
    );
  if (href === undefined) return text;
  return (
    <a className={classes.figureLink} href={href} tabIndex={-1}>
      {text}
    </a>
  );
}

export function AccountLabel({
  number,
  name,
  href,
}: {
  readonly number: number;
  readonly name: string;
  readonly href?: string;
}) {
  const label = (
    <>
      <span className={classes.number}>{number}</span>
      {"\u2002"}
      {accountName(name)}
    </>
  );
  return href === undefined ? <span>{label}</span> : <a href={href}>{label}</a>;
}

export function Below({ children }: { readonly children: ReactNode }) {
  return <div className={classes.below}>{children}</div>;
}
