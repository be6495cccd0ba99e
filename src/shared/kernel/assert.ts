/**
 * Stops on a broken promise of our own code (never on something a person did: that is a refusal).
 * The message is for the log and says what was found, not what was hoped for.
 */
export class AssertionFailure extends Error {
  override readonly name = "AssertionFailure";
}

/** Throws `AssertionFailure` unless `condition` holds; narrows the type where it does. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** Closes a switch: a new member of the union fails to compile at the call. Always throws. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unreachable: ${JSON.stringify(value)}`);
}
