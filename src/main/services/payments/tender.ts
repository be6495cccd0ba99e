import type { Request } from "#shared/contract/index.ts";
import type { PaymentTender } from "#shared/facts/payments.ts";
import { assert } from "#shared/kernel/assert.ts";
import { less, type Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { SHILLING } from "#shared/trades/counter-sale.ts";
import type { Book } from "#main/journal/book.ts";
import type { Sealer } from "#main/people/sealing.ts";
import { gatherTenders } from "../post-sale.ts";

type Asked = Request<"customer.pay">["payment"];

interface Till {
  /** Whether a shift is open: cash goes into, or out of, a drawer that somebody counts. */
  readonly shift: boolean;
  readonly business: string;
  readonly cashRounding: number;
  /** Signed cents that coins or M-Pesa cannot pay of the debt. */
  readonly rounding: number;
}

/**
 * How a payment is made. Refuses cash without a shift, amounts that coins or M-Pesa cannot pay,
 * less cash than the payment, and a code that paid already.
 */
export function takePayment(
  book: Book,
  sealer: Sealer,
  asked: Asked,
  { shift, business, cashRounding, rounding }: Till,
): Result<PaymentTender> {
  const { amount } = asked;
  switch (asked.kind) {
    case "cash": {
      if (!shift) return refuse({ code: "shift.not_open", business });
      const whole = wholly(amount, cashRounding);
      if (!whole.ok) return whole;
      const tendered = asked.tendered ?? amount;
      if (tendered < amount) return refuse({ code: "tender.short", short: less(amount, tendered) });
      const change = less(tendered, amount);
      return done({ kind: "cash", amount, tendered, change, rounding });
    }
    case "mpesa": {
      const whole = wholly(amount, SHILLING);
      if (!whole.ok) return whole;
      const tenders = gatherTenders(book, sealer, { tenders: [asked] });
      if (!tenders.ok) return tenders;
      const [tender] = tenders.value;
      assert(tender?.kind === "mpesa", "an M-Pesa payment has one M-Pesa tender");
      return done({ ...tender, rounding });
    }
    case "bank":
      return done({ kind: "bank", amount, reference: asked.reference });
  }
}

function wholly(amount: Money, unit: number): Result<Money> {
  if (amount % unit === 0) return done(amount);
  return refuse({ code: "tender.whole_shillings", amount });
}
