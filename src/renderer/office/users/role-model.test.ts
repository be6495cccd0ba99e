import { expect, test } from "vitest";
import { PERMISSIONS } from "#shared/facts/permission.ts";
import {
  copyOfRole,
  draftOfRole,
  newRole,
  rightsGroups,
  roleRequest,
  withRight,
} from "./role-model.ts";

const cashier = {
  id: "cashier",
  name: "Cashier",
  permissions: ["sell" as const, "shift.open" as const],
  active: true,
  people: ["Amina"],
};

test("every right stands in one group, and in one only", () => {
  const shown = rightsGroups().flatMap(({ rights }) => rights);
  expect(shown.toSorted()).toEqual(PERMISSIONS.toSorted());
});

test("a copy is another role that begins with the same rights", () => {
  const copy = withRight(copyOfRole(cashier), "refund", true);
  expect(roleRequest(copy)).toEqual({
    id: null,
    name: "Copy of Cashier",
    permissions: ["sell", "refund", "shift.open"],
    active: true,
  });
  expect(draftOfRole(cashier).permissions.has("refund")).toBe(false);
});

test("a role without a name, or that allows nothing, cannot be saved", () => {
  expect(roleRequest(withRight(newRole(), "sell", true))).toBeUndefined();
  expect(roleRequest({ ...newRole(), name: "Helper" })).toBeUndefined();
});
