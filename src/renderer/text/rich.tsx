import { Fragment, type ReactNode } from "react";
import type { Values } from "#shared/kernel/text.ts";
import { lookUp } from "./text.ts";

const HOLE = /\{(\w+)\}/;

/**
 * `t` for a text with elements in it: an amount, a name in bold. Where they stand in the sentence
 * is for each language to say.
 *
 *     rich("Change {change}", { change: <MoneyText amount={change} /> })
 */
export function rich<const Text extends string>(
  text: Text,
  ...values: Values<Text, ReactNode>
): ReactNode {
  const filling = (values[0] ?? {}) as Readonly<Record<string, ReactNode>>;
  // Split by a pattern with one group: words, the name of a hole, words, …
  return lookUp(text)
    .split(HOLE)
    .map((part, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one text stay in order
      <Fragment key={index}>{index % 2 === 1 ? filling[part] : part}</Fragment>
    ));
}
