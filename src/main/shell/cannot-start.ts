/** A start that a person has to do something about: the message is the sentence they read. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
