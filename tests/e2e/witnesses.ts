import { spawnSync } from "node:child_process";

/** Two accounting programs that know nothing of ours. */
export interface Witness {
  readonly program: string;
  /** What has to be installed. */
  readonly needs: readonly string[];
  /** As the export menu calls it. */
  readonly format: "hledger" | "beancount";
  /** Refuses books that do not hold together. */
  check(file: string): void;
  /** Signed balances in cents by account number, zero ones left out. */
  balances(file: string): Readonly<Record<string, number>>;
}

function run(program: string, args: readonly string[]): string {
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env });
  if (status !== 0) throw new Error(`${program}: ${stderr}${stdout}`);
  return stdout;
}

/** Adds up over businesses: `"assets:current:1110 Cash (Water):WATER","KES 10300.00"` is 1110's. */
function byNumber(output: string): Readonly<Record<string, number>> {
  const found = new Map<string, number>();
  for (const row of output.split("\n")) {
    const cut = row.lastIndexOf(",");
    const number = /:N?(\d{4})[ -]/.exec(row.slice(0, cut))?.[1];
    if (number === undefined) continue; // the row of titles
    const amount = row.slice(cut + 1).replaceAll(/KES|["\s]/g, "");
    const [, sign, whole = "", cents = ""] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
    if (whole === "") throw new Error(`not a balance: ${row}`);
    const value = Number(whole + cents.padEnd(2, "0"));
    found.set(number, (found.get(number) ?? 0) + (sign === "-" ? -value : value));
  }
  return Object.fromEntries([...found].filter(([, amount]) => amount !== 0));
}

export const WITNESSES: readonly Witness[] = [
  {
    program: "hledger",
    needs: ["hledger"],
    format: "hledger",
    check: (file) => run("hledger", ["-f", file, "--strict", "check"]),
    balances: (file) =>
      byNumber(run("hledger", ["-f", file, "balance", "--flat", "-N", "-O", "csv"])),
  },
  {
    program: "beancount",
    needs: ["bean-check", "bean-query"],
    format: "beancount",
    check: (file) => run("bean-check", ["--no-cache", file]),
    balances: (file) =>
      byNumber(
        run("bean-query", [
          "-f",
          "csv",
          file,
          "SELECT account, sum(number) AS total GROUP BY account",
        ]),
      ),
  },
];

/** Why a witness is not heard; undefined where it can be. */
export function absent(witness: Witness): string | undefined {
  const missing = witness.needs.filter((each) => spawnSync(each, ["--version"]).error);
  return missing.length === 0
    ? undefined
    : `${witness.program} is not asked: ${missing.join(" and ")} not installed`;
}
