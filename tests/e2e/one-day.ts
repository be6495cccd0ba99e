import { beforeEach, onTestFailed } from "vitest";

/**
 * For tests that are the steps of one day: after one that failed, the next would only wait for
 * what never comes. They are skipped, and say why.
 */
export function stopAtFirstFailure(): void {
  let failed = "";
  beforeEach(({ task, skip }) => {
    skip(failed !== "", `an earlier step failed: ${failed}`);
    onTestFailed(() => {
      failed = task.name;
    });
  });
}
