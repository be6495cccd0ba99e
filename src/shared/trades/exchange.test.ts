import { expect, test } from "vitest";
import { cents } from "../kernel/money.ts";
import { joinExchange } from "./exchange.ts";

const of = (refund: string, cash: number) => ({
  refund,
  number: `R1-${refund}-K7`,
  cash: cents(cash),
});

test("a sale names the later of two refunds, and the coins of both lie ready", () => {
  expect(joinExchange(undefined, of("a", 380_00))).toEqual(of("a", 380_00));
  expect(joinExchange(of("a", 380_00), of("b", 165_00))).toEqual(of("b", 545_00));
});

test("a refund that a sale is told of twice puts its coins there once", () => {
  expect(joinExchange(of("a", 380_00), of("a", 380_00))).toEqual(of("a", 380_00));
});
