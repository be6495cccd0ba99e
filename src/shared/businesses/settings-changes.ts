import type { Business, BusinessSettings } from "../facts/master.ts";
import { canonical } from "../facts/canonical.ts";

/** One thing of a business that a fact changed: its path ("receipt.footer"), before and after. */
export interface SettingsChange {
  readonly field: string;
  /** Text of the value; empty where there was none. */
  readonly before: string;
  readonly after: string;
}

export interface Saved {
  readonly business: Business;
  readonly settings: BusinessSettings;
}

/** What a later state of a business has otherwise than the one before it, field by field. */
export function settingsChanges(before: Saved, after: Saved): SettingsChange[] {
  const [one, other] = [flat(before), flat(after)];
  const fields = [...new Set([...one.keys(), ...other.keys()])].toSorted();
  return fields
    .map((field) => ({ field, before: one.get(field) ?? "", after: other.get(field) ?? "" }))
    .filter((change) => change.before !== change.after);
}

function flat({ business, settings }: Saved): Map<string, string> {
  const { id: _, ...named } = business;
  const found = new Map<string, string>();
  const { taxRates, licences, excise, jobs, ...rest } = settings;
  const { logo, ...receipt } = rest.receipt;
  collect({ ...named, ...rest, receipt }, "", found);
  // English was the only language once, and nobody wrote it down.
  found.set("receipt.language", receipt.language ?? "en");
  // A picture has no words; one is told from another by a mark.
  if (logo !== undefined) {
    found.set("receipt.logo", `${logo.width} × ${logo.height} dots, ${markOf(logo.bits)}`);
  }
  for (const { name, until } of licences ?? []) found.set(`licences.${name}`, until);
  // A rate is known by its letter and day: one that comes is one change, not a shifted list.
  for (const { letter, from, basisPoints } of taxRates) {
    found.set(`taxRates.${letter} ${from}`, String(basisPoints));
  }
  for (const { from, perLitre } of excise ?? []) found.set(`excise.${from}`, String(perLitre));
  if (jobs !== undefined) {
    const { turnaround, ...usual } = jobs;
    collect(usual, "jobs", found);
    for (const { item, hours } of turnaround) found.set(`jobs.turnaround.${item}`, String(hours));
  }
  return found;
}

/** Tells one picture from another: the same dots, the same mark. */
function markOf(bits: string): string {
  let mark = 7;
  for (const char of bits) mark = (mark * 31 + (char.codePointAt(0) ?? 0)) % 0xff_ff_ff;
  return mark.toString(16);
}

function collect(value: object, path: string, found: Map<string, string>): void {
  for (const [key, member] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (member === undefined) continue;
    if (Array.isArray(member)) found.set(at, member.map(textOf).join(", "));
    else if (typeof member === "object" && member !== null) collect(member as object, at, found);
    else found.set(at, textOf(member));
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : canonical(value);
}
