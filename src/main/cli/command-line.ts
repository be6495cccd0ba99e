import { parseArgs } from "node:util";
import { CannotStart } from "#main/shell/cannot-start.ts";

export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly summary: string;
  /** What stands for the value in the help: DIR, N. */
  readonly value?: string;
  readonly default?: string | boolean;
}

export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Io {
  /** A line of the result, on stdout. */
  out(line: string): void;
  /** A line about long work under way, on stderr. */
  progress(line: string): void;
  /** `--json` was given: the result is one JSON document. */
  readonly json: boolean;
}

/**
 * One verb of `npm run tomtin -- <command>`. Every command also takes --data DIR (always filled
 * in), --json and --help; `words` are what follows the command without dashes. What a person can
 * mend is thrown: `UsageError` for what they typed, `CannotStart` for books that cannot be opened.
 */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly words?: { readonly name: string; readonly summary: string; readonly most: number };
  /** Its usual data folder is the demo shop's, as it is with a --demo option. */
  readonly demoData?: boolean;
  /** The exit code: 0 done, 1 failed. */
  run(values: Values, io: Io, words: readonly string[]): Promise<number>;
}

/** Said to whoever typed the command; ends it with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export interface CommandLine {
  readonly commands: readonly Command[];
  readonly version: string;
  defaultDataFolder(demo: boolean): string;
  out(text: string): void;
  err(text: string): void;
}

export const EXIT_USAGE = 2;

const HELP: OptionSpec = { type: "boolean", summary: "Show this" };

/** Finds the command, reads its options, runs it; answers with the exit code. */
export async function runCommandLine(line: CommandLine, argv: readonly string[]): Promise<number> {
  const [first, ...rest] = argv;
  if (first === "--version") return say(line, `Tomtin ${line.version}`);
  if (first === "--help" || first === "-h" || (first === "help" && rest.length === 0)) {
    return say(line, overview(line));
  }
  if (first === undefined) return complain(line, overview(line));
  const wanted = first === "help" ? rest[0] : first;
  const command = line.commands.find((each) => each.name === wanted);
  if (command === undefined) {
    const known = line.commands.map((each) => each.name).join(", ");
    return complain(line, `There is no command '${wanted}'. Commands: ${known}.`);
  }
  if (first === "help") return say(line, helpOf(line, command));
  try {
    return await runCommand(line, command, rest);
  } catch (error) {
    if (error instanceof CannotStart) {
      line.err(`${error.message}\n`);
      return error.exitCode;
    }
    if (!(error instanceof UsageError)) throw error;
    const hint = `'npm run tomtin -- ${command.name} --help' lists its options.`;
    return complain(line, `${command.name}: ${error.message} ${hint}`);
  }
}

async function runCommand(line: CommandLine, command: Command, args: string[]): Promise<number> {
  const options = optionsOf(line, command);
  const { values, positionals } = readArguments(options, args);
  if (values["help"] === true) return say(line, helpOf(line, command));
  const most = command.words?.most ?? 0;
  const surplus = positionals[most];
  if (surplus !== undefined) throw new UsageError(`'${surplus}' is not expected.`);
  const demo = command.demoData === true || values["demo"] === true;
  const data = values["data"] ?? line.defaultDataFolder(demo);
  const io: Io = {
    out: (text) => line.out(`${text}\n`),
    progress: (text) => line.err(`${text}\n`),
    json: values["json"] === true,
  };
  return command.run({ ...values, data }, io, positionals);
}

function optionsOf(line: CommandLine, command: Command): Record<string, OptionSpec> {
  const folder = line.defaultDataFolder(command.demoData === true);
  return {
    ...command.options,
    data: { type: "string", value: "DIR", summary: `The data folder (usually ${folder})` },
    json: { type: "boolean", summary: "Print the result as JSON" },
    help: HELP,
  };
}

function readArguments(options: Record<string, OptionSpec>, args: string[]) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, default: value }]) => [
      name,
      value === undefined ? { type } : { type, default: value },
    ]),
  );
  try {
    return parseArgs({ args, options: config, allowPositionals: true, strict: true });
  } catch (error) {
    // parseArgs throws a TypeError with a code for what the person typed; its own hints are noise.
    if (!(error instanceof TypeError) || !("code" in error)) throw error;
    const [sentence] = error.message.split(/\. |\n/);
    throw new UsageError(`${sentence?.replace(/\.$/, "")}.`, { cause: error });
  }
}

function overview(line: CommandLine): string {
  return [
    `Tomtin ${line.version}. Usage: npm run tomtin -- <command> [options]`,
    "",
    ...columns(line.commands.map(({ name, summary }) => [name, summary])),
    "",
    "'npm run tomtin -- <command> --help' lists the options of a command.",
  ].join("\n");
}

function helpOf(line: CommandLine, command: Command): string {
  const options = Object.entries(optionsOf(line, command)).map(([name, spec]) => {
    const usual = typeof spec.default === "string" ? ` (usually ${spec.default})` : "";
    return [
      spec.value === undefined ? `--${name}` : `--${name} ${spec.value}`,
      spec.summary + usual,
    ];
  });
  const words = command.words === undefined ? [] : [[command.words.name, command.words.summary]];
  const usage = [command.name, ...words.map(([name]) => `<${name}>`), "[options]"].join(" ");
  const rows = [...words, ...options] as [string, string][];
  return [
    `${command.summary}.`,
    "",
    `Usage: npm run tomtin -- ${usage}`,
    "",
    ...columns(rows),
  ].join("\n");
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function say(line: CommandLine, text: string): number {
  line.out(`${text}\n`);
  return 0;
}

function complain(line: CommandLine, text: string): number {
  line.err(`${text}\n`);
  return EXIT_USAGE;
}

/** The text of an option that has a default or was checked to be given. */
export function textOf(values: Values, name: string): string {
  const value = values[name];
  if (typeof value !== "string") throw new UsageError(`--${name} is needed.`);
  return value;
}

/** A whole number within bounds, or a sentence that says so. */
export function wholeOf(values: Values, name: string, least: number, most: number): number {
  const text = textOf(values, name);
  const count = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not '${text}'.`);
}
