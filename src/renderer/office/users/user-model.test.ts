import { expect, test } from "vitest";
import { draftOf, userRequest, withRole } from "./user-model.ts";

const amina = {
  id: "0190-amina",
  name: "Amina",
  language: "sw" as const,
  active: true,
  access: [{ business: "RETAIL", role: "cashier" }],
};

test("a role everywhere replaces the roles in single businesses", () => {
  const everywhere = withRole(draftOf(amina), "*", "owner");
  expect(everywhere.roles).toEqual({ "*": "owner" });
  expect(withRole(everywhere, "WATER", "cashier").roles).toEqual({ WATER: "cashier" });
});

test("an empty PIN keeps the old one; somebody new needs one", () => {
  expect(userRequest(draftOf(amina), amina)?.pin).toBeNull();
  const fresh = { ...draftOf(amina), name: "Njeri" };
  expect(userRequest(fresh, undefined)).toBeUndefined();
  expect(userRequest({ ...fresh, pin: "4821" }, undefined)?.pin).toBe("4821");
  expect(userRequest({ ...fresh, pin: "48" }, amina)).toBeUndefined();
});

test("whoever may do nothing anywhere cannot be saved", () => {
  expect(userRequest(withRole(draftOf(amina), "RETAIL", null), amina)).toBeUndefined();
});
