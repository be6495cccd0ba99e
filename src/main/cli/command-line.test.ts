import { expect, test } from "vitest";
import { CannotStart } from "#main/shell/cannot-start.ts";
import { runCommandLine, textOf, wholeOf } from "./command-line.ts";
import type { Command, Values } from "./command-line.ts";

async function type(...argv: string[]) {
  const seen = { out: "", err: "", values: {} as Values, words: [] as readonly string[] };
  const count: Command = {
    name: "count",
    summary: "Count things",
    options: {
      most: { type: "string", value: "N", summary: "Stop there", default: "10" },
      loud: { type: "boolean", summary: "Say each" },
    },
    words: { name: "what", summary: "What to count", most: 1 },
    run(values, io, words) {
      Object.assign(seen, { values, words });
      wholeOf(values, "most", 1, 100);
      if (words[0] === "lost") throw new CannotStart("The books are in use.", 3);
      io.progress("counting");
      io.out(io.json ? "{}" : "done");
      return Promise.resolve(words[0] === "nothing" ? 1 : 0);
    },
  };
  const play: Command = { ...count, name: "play", summary: "Play shop", demoData: true };
  const code = await runCommandLine(
    {
      commands: [count, play],
      version: "1.2.3",
      defaultDataFolder: (demo) => (demo ? "/demo" : "/books"),
      out: (text) => void (seen.out += text),
      err: (text) => void (seen.err += text),
    },
    argv,
  );
  return { code, ...seen };
}

test("a command gets its options, its words and the usual data folder", async () => {
  const { code, values, words, out, err } = await type("count", "sales", "--loud");
  expect({ code, out, err }).toEqual({ code: 0, out: "done\n", err: "counting\n" });
  expect(values).toMatchObject({ data: "/books", most: "10", loud: true });
  expect(words).toEqual(["sales"]);
});

test("--data and --json work for every command; the demo shop has a folder of its own", async () => {
  expect(await type("count", "--data", "/d", "--json")).toMatchObject({
    out: "{}\n",
    values: { data: "/d" },
  });
  expect((await type("play")).values).toMatchObject({ data: "/demo" });
});

test("a command's failure is the exit code", async () => {
  expect((await type("count", "nothing")).code).toBe(1);
});

test("books that cannot be opened are a sentence with its own exit code", async () => {
  expect(await type("count", "lost")).toMatchObject({ code: 3, err: "The books are in use.\n" });
});

test("help is on stdout, for all and for each", async () => {
  for (const argv of [["--help"], ["help"], ["-h"]]) {
    const all = await type(...argv);
    expect(all).toMatchObject({ code: 0, err: "" });
    expect(all.out).toContain("count  Count things");
  }
  for (const argv of [
    ["count", "--help"],
    ["help", "count"],
  ]) {
    const one = await type(...argv);
    expect(one).toMatchObject({ code: 0, err: "" });
    expect(one.out).toContain("--most N    Stop there (usually 10)");
    expect(one.out).toContain("--data DIR  The data folder (usually /books)");
  }
  expect((await type("--version")).out).toBe("Tomtin 1.2.3\n");
});

test.each([
  [["cuont"], "There is no command 'cuont'. Commands: count, play."],
  [["help", "cuont"], "There is no command 'cuont'"],
  [["count", "--quiet"], "count: Unknown option '--quiet'."],
  [["count", "--most"], "count: Option '--most <value>' argument missing."],
  [["count", "--loud=yes"], "count: Option '--loud' does not take an argument."],
  [["count", "a", "b"], "count: 'b' is not expected."],
  [["count", "--most", "x"], "count: --most must be a whole number from 1 to 100, not 'x'."],
  [["count", "--most", "101"], "not '101'."],
  [["count", "--most=-1"], "not '-1'."],
  [[], "Usage: npm run tomtin"],
])("%j is a slip, said in a sentence, exit 2", async (argv, sentence) => {
  const { code, out, err } = await type(...argv);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(sentence);
});

test("an option without a value where one is needed says so", () => {
  expect(() => textOf({}, "out")).toThrow("--out is needed.");
});
