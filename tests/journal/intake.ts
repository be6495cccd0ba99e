import type { RequestInput } from "#shared/contract/index.ts";

type Intake = NonNullable<RequestInput<"draft.save">["cart"]["intake"]>;

/** Somebody's bag, half written down. */
export const INTAKE: Intake = {
  customer: null,
  lines: [],
  entry: {
    text: "Shi",
    item: null,
    quantity: null,
    pieces: null,
    what: "",
    colour: "white",
    brand: "",
    defects: "collar torn",
  },
  express: true,
  promised: { day: null, time: "17:00" },
  deposit: 100_00,
  note: "Cold",
  acknowledged: false,
};

/** A part of its deposit was given already. */
export const PAID_INTAKE: Intake = {
  ...INTAKE,
  taken: [{ kind: "mpesa", amount: 40_00, code: "TLK9INTAKE" }],
};

/** A job that is half paid at the counter. */
export const HALF_PAID: NonNullable<RequestInput<"draft.save">["cart"]["jobPayment"]> = {
  job: "01890000-0000-7000-8000-000000000001",
  act: "collect",
  amount: 100_00,
  collector: "Mercy",
  taken: [{ kind: "mpesa", amount: 40_00, code: "TLK9JOBPAY" }],
};
