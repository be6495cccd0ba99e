import { businessDay, isBusinessDay, type BusinessDay } from "./date.ts";
import { parseMoney, type Money } from "./money.ts";
import { parseMpesaCode } from "./mpesa-code.ts";
import { parsePhone } from "./phone.ts";

/** What a confirmation message of M-Pesa says. */
export interface MpesaMessage {
  readonly code: string;
  readonly amount: Money;
  /**
   * "received": the message that the till or the shop's phone got. "paid": the message that the
   * payer got, which shows that somebody sent money, not that it arrived here; it can be faked.
   */
  readonly direction: "received" | "paid";
  /** The other party as the message names it; empty where it does not. */
  readonly name: string;
  /** E.164, or empty: hidden, or not a Kenyan mobile. */
  readonly phone: string;
  readonly day: BusinessDay | null;
  /** HH:mm in Nairobi, or empty. */
  readonly time: string;
}

const HEAD = /\b([A-Za-z0-9]{10})\s*(?:confirmed|imethibitishwa)\b\.?/i;
const AMOUNT = /\b(?:ksh|kes)s?\.?\s*(\d[\d,]*(?:\.\d{1,2})?)/i;
const MOMENT =
  /\b(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?:\s*(?:at|saa)?\s*(\d{1,2}):(\d{2})\s*([AP]M)?)?/i;
const PAID = /\b(?:paid to|sent to|imelipwa kwa|imetumwa kwa)\s+(.*)/i;
const RECEIVED = /\b(?:from|kutoka kwa|kutoka)\s+(.*)/i;
/** Where the other party's name ends: a date, a balance, the end of its sentence. */
const NAME_ENDS =
  /\s+(?:on|tarehe|siku)\s+\d|\.\s*(?:on\s+\d|new\b|transaction\b|$)|\s+(?:new|salio)\b|\s+for account\b|\s+(?:via|through)\b|\.$/i;
const PHONE = /(?:^|\s)(\+?(?:254|0)?[17][\d*]{2}[\d\s*-]{5,8}\d)(?=\s|$|\.)/;

/**
 * Reads a pasted confirmation, wherever its line breaks and spaces fell: the till's own ("KSH40.00
 * received from 2547… Jane Doe"), the one that a person's phone gets ("You have received …"), the
 * payer's ("paid to", "sent to"), in English, and in Swahili as far as seen. Undefined where it
 * is none: a code and an amount are the least. The amount is the first one; balance and cost
 * follow it in every form.
 */
export function readMpesaMessage(text: string): MpesaMessage | undefined {
  const flat = text.replaceAll(/[\s\u00a0\u200b\u200e\u200f\ufeff]+/gu, " ").trim();
  const head = HEAD.exec(flat);
  const code = head === null ? undefined : parseMpesaCode(head[1] ?? "");
  if (head === null || code === undefined) return undefined;
  const rest = flat.slice(head.index + head[0].length);
  // Some tills print time and amount without a space: "7:37 PMKSH40.00".
  const spaced = rest.replaceAll(/([ap]m)(ksh|kes)/gi, "$1 $2");
  const amount = parseMoney((AMOUNT.exec(spaced)?.[1] ?? "").replaceAll(",", ""));
  if (amount === undefined || amount <= 0) return undefined;
  const paid = PAID.exec(spaced);
  const received = /\breceived\b|\bumepokea\b/i.test(spaced);
  if (paid === null && !received) return undefined;
  const other = (received ? RECEIVED.exec(spaced) : paid)?.[1] ?? "";
  return {
    code,
    amount,
    direction: received ? "received" : "paid",
    ...partyOf(other),
    ...momentOf(spaced),
  };
}

function partyOf(text: string): Pick<MpesaMessage, "name" | "phone"> {
  const end = NAME_ENDS.exec(text);
  const whole = (end === null ? text : text.slice(0, end.index)).trim();
  const found = PHONE.exec(` ${whole}`)?.[1] ?? "";
  const name = whole.replace(found, " ").replaceAll(/\s+/g, " ").replace(/[.,]$/, "").trim();
  return { name: name.slice(0, 80), phone: parsePhone(found) ?? "" };
}

/** d/m/yy and a twelve-hour clock, Nairobi's. A date that is none says nothing. */
function momentOf(text: string): Pick<MpesaMessage, "day" | "time"> {
  const found = MOMENT.exec(text);
  if (found === null) return { day: null, time: "" };
  const [, date = "", month = "", year = "", hour = "", minute = "", half = ""] = found;
  const full = year.length === 2 ? `20${year}` : year;
  const day = `${full}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const late = half.toUpperCase() === "PM" ? 12 : 0;
  const hours = half === "" ? Number(hour) : (Number(hour) % 12) + late;
  return {
    day: isBusinessDay(day) ? businessDay(day) : null,
    time: hour === "" || hours > 23 ? "" : `${String(hours).padStart(2, "0")}:${minute}`,
  };
}

const HEADS = /\b[A-Za-z0-9]{10}\s*(?:confirmed|imethibitishwa)\b/gi;

/** Every confirmation in a pasted stretch of text, in its order, each code once. */
export function readMpesaMessages(text: string): MpesaMessage[] {
  const starts = [...text.matchAll(HEADS)].map((match) => match.index);
  const found = new Map<string, MpesaMessage>();
  for (const [at, start] of starts.entries()) {
    const message = readMpesaMessage(text.slice(start, starts[at + 1]));
    if (message !== undefined && !found.has(message.code)) found.set(message.code, message);
  }
  return [...found.values()];
}
