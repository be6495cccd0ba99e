import type { Book } from "../book.ts";

export interface Device {
  readonly till: string;
  readonly name: string;
  /** Printer settings as JSON. */
  readonly printer: string;
}

export function device(book: Book): Device | undefined {
  return book.seldom("device", () => book.get<Device>("SELECT till, name, printer FROM device"));
}

export function nameDevice(book: Book, till: string, name: string): void {
  book.run("INSERT INTO device (one, till, name, printer) VALUES (1, ?, ?, '{}')", till, name);
  book.seldomChanged();
}

export function savePrinter(book: Book, printer: string): void {
  book.run("UPDATE device SET printer = ?", printer);
  book.seldomChanged();
}

export interface PinFailureRow {
  readonly failures: number;
  readonly until: string | null;
}

export function pinFailures(book: Book, user: string): PinFailureRow | null {
  return (
    book.get<PinFailureRow>("SELECT failures, until FROM pin_failure WHERE user = ?", user) ?? null
  );
}

export function savePinFailures(
  book: Book,
  user: string,
  failures: number,
  until: string | null,
): void {
  book.run(
    `INSERT INTO pin_failure (user, failures, until) VALUES (?, ?, ?)
     ON CONFLICT (user) DO UPDATE SET failures = excluded.failures, until = excluded.until`,
    user,
    failures,
    until,
  );
}

export function clearPinFailures(book: Book, user: string): void {
  book.run("DELETE FROM pin_failure WHERE user = ?", user);
}
