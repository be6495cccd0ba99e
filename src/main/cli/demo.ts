import { textOf, UsageError, wholeOf, type Command } from "./command-line.ts";

const DAYS_OF_A_YEAR = 365;

export const demoCommand: Command = {
  name: "demo",
  summary: "Fill an empty data folder with a shop that has traded, about 500 sales a day",
  demoData: true,
  options: {
    days: { type: "string", value: "N", summary: "Days of trade, ending yesterday (usually 7)" },
    years: { type: "string", value: "N", summary: "Years of trade instead, for measurements" },
    seed: { type: "string", value: "S", summary: "Another number makes another shop" },
  },
  async run(values, io) {
    if (values["days"] !== undefined && values["years"] !== undefined) {
      throw new UsageError("--days and --years cannot both be given.");
    }
    const days =
      values["years"] !== undefined
        ? wholeOf(values, "years", 1, 20) * DAYS_OF_A_YEAR
        : values["days"] === undefined
          ? 7
          : wholeOf(values, "days", 1, 7400);
    const seed =
      values["seed"] === undefined ? {} : { seed: wholeOf(values, "seed", 0, 4_294_967_295) };
    const { percentage, withNewBooks } = await import("./books.ts");
    const { fillDemo } = await import("#main/demo/demo-shop.ts");
    const started = performance.now();
    const say = percentage(io.progress, "Days traded");
    const made = await withNewBooks(textOf(values, "data"), async (parts) => {
      await fillDemo(parts, { days, ...seed, progress: (percent) => say(percent, 100) });
      const count = (table: "fact" | "entry" | "line" | "sale"): number =>
        parts.journal.book.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
      return {
        facts: count("fact"),
        sales: count("sale"),
        entries: count("entry"),
        lines: count("line"),
      };
    });
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    if (io.json) io.out(JSON.stringify({ days, ...made, seconds }));
    else {
      io.out(
        `${days} days: ${made.sales} sales and refunds, ${made.entries} entries, ` +
          `${made.lines} lines in ${seconds} s.`,
      );
    }
    return 0;
  },
};
