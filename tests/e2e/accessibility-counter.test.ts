import { faultsInBoth, lookedAtClosely } from "./axe-walks.ts";
import { walkCounter, walkLock, walkSetUp } from "./walk.ts";

lookedAtClosely(
  [
    ["setting up", "empty", walkSetUp],
    ["the lock", "demo", walkLock],
    ["the counter", "demo", walkCounter],
  ],
  faultsInBoth,
);
