import type { RefusalCode } from "#shared/kernel/refusal.ts";

/** A test by its file and title. */
export type Named = readonly [file: string, title: string];

/** Where the act is done, if not in the test that sees it refused. */
export const DONE_IN: Readonly<Partial<Record<RefusalCode, Named>>> = {
  "request.unknown": [
    "door/web-guards",
    "a bug of ours is logged with a number and answered; the till goes on",
  ],
  "business.unknown": [
    "books/stock-acts",
    "at what it cost, one entry, each business in balance through 1900",
  ],
  "business.exists": [
    "books/new-business",
    "sells at once, and its profit and the others' add up to the whole",
  ],
  "business.name_taken": [
    "books/new-business",
    "sells at once, and its profit and the others' add up to the whole",
  ],
  "user.unknown": [
    "books/new-business",
    "is entered by those who were chosen, and by nobody else who had no access before",
  ],
  "role.unknown": [
    "journal/roles",
    "nobody gives what they do not have, nor takes over somebody who may do more",
  ],
  "role.name_taken": [
    "journal/roles",
    "nobody gives what they do not have, nor takes over somebody who may do more",
  ],
  "account.has_balance": [
    "books/accounts-in-use",
    "nothing is sold on an account that rests, and its item may rest with it",
  ],
  "period.closed": [
    "books/closing",
    "is closed again for what came into it later, and only for that",
  ],
  "period.not_over": [
    "books/closing",
    "is closed again for what came into it later, and only for that",
  ],
  "period.closed_later": [
    "books/closing",
    "is closed again for what came into it later, and only for that",
  ],
  "run.unknown": ["books/production", "whole, once, to the cent and to the layer"],
  "run.sold": ["books/production", "whole, once, to the cent and to the layer"],
  "returnable.name_taken": ["books/refused-once", "without a deposit of its own none is taken"],
  "deposit.closed": [
    "books/returnables",
    "the recorded amount goes back, whatever the deposit is by then",
  ],
  "refund.returnable": [
    "books/returnables",
    "gives the deposit back with the gas, and not once more",
  ],
  "job.empty": [
    "books/refused-once",
    "is taken in where jobs are, for a moment that is still to come",
  ],
  "job.unknown": [
    "books/jobs-rules",
    "comes by any tender, in parts, up to what is due and no further",
  ],
  "job.paid_on_account": [
    "books/jobs-rules",
    "leads back only by a manager, with a reason, one step at a time",
  ],
  "centre.code_invalid": [
    "replication/faults",
    "a server whose certificate another authority made is not spoken to",
  ],
  "centre.unfit": [
    "replication/faults",
    "a server whose certificate another authority made is not spoken to",
  ],
  "training.not_here": [
    "replication/enrolment",
    "a till that is shut out keeps its sales, and sends them with its new code",
  ],
  "receipt.unknown": [
    "print/handlers",
    "a receipt is shown as a picture and as text, in the shape that the contract promises",
  ],
  "backup.unfit": [
    "journal/restore",
    "on the screen: copied, looked at, put in place; everybody signs in again",
  ],
};
