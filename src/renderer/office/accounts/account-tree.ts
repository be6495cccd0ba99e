import type { Reply } from "#shared/contract/index.ts";
import { type Money, sum } from "#shared/kernel/money.ts";

export type Account = Reply<"account.list">["accounts"][number];

/** A tier's heading with what lies on all accounts under it, or an account. */
export type TreeRow =
  | {
      readonly kind: "tier";
      readonly key: string;
      readonly depth: number;
      readonly title: string;
      readonly balance: Money;
      readonly closed: boolean;
    }
  | {
      readonly kind: "account";
      readonly key: string;
      readonly depth: number;
      readonly account: Account;
    };

const TIERS: readonly ((account: Account) => string | null)[] = [
  (account) => account.type,
  (account) => account.category,
  (account) => account.class,
  (account) => account.subclass,
];

const SUBCLASS = TIERS.length - 1;

/**
 * The five tiers as rows to draw, in the order of the numbers; closed tiers hide what is below. A
 * subclass of one account has no heading of its own: the account says it.
 */
export function treeRows(
  accounts: readonly Account[],
  closed: ReadonlySet<string>,
): readonly TreeRow[] {
  return tier(
    [...accounts].sort((a, b) => a.number - b.number),
    0,
    0,
    "",
    closed,
  );
}

function tier(
  accounts: readonly Account[],
  level: number,
  depth: number,
  path: string,
  closed: ReadonlySet<string>,
): TreeRow[] {
  const nameOf = TIERS[level];
  if (nameOf === undefined) {
    return accounts.map((account) => ({
      kind: "account",
      key: String(account.number),
      depth,
      account,
    }));
  }
  return groups(accounts, nameOf).flatMap(([title, group]): TreeRow[] => {
    const lone = level === SUBCLASS && group.length === 1;
    if (title === null || lone) return tier(group, level + 1, depth, path, closed);
    const key = `${path}/${title}`;
    const shut = closed.has(key);
    const head: TreeRow = {
      kind: "tier",
      key,
      depth,
      title,
      balance: sum(group.filter((each) => each.posting).map((each) => each.balance)),
      closed: shut,
    };
    return shut ? [head] : [head, ...tier(group, level + 1, depth + 1, key, closed)];
  });
}

function groups(
  accounts: readonly Account[],
  nameOf: (account: Account) => string | null,
): readonly (readonly [string | null, readonly Account[]])[] {
  const found = new Map<string | null, Account[]>();
  for (const account of accounts) {
    const name = nameOf(account);
    const group = found.get(name);
    if (group === undefined) found.set(name, [account]);
    else group.push(account);
  }
  return [...found];
}

/** Every tier down to a level: "close all" closes the classes. */
export function tierKeys(accounts: readonly Account[], level: number): readonly string[] {
  const keys = accounts.map((account) =>
    TIERS.slice(0, level + 1).reduce((path, nameOf) => `${path}/${nameOf(account) ?? ""}`, ""),
  );
  return [...new Set(keys)];
}

/** By number, name in either language, or tier. */
export function matching(accounts: readonly Account[], text: string): readonly Account[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return accounts;
  return accounts.filter((account) =>
    [String(account.number), account.name, account.nameSwahili ?? "", account.class]
      .join(" ")
      .toLowerCase()
      .includes(wanted),
  );
}
