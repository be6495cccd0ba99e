import type Database from "better-sqlite3";
import { assert } from "#shared/kernel/assert.ts";
import { openForWriting, type Connection } from "#main/journal/open.ts";

/**
 * The open file of one disk, with the statements prepared on it, for as long as a thread runs
 * seeds: reading the schema and compiling statements would be half of what a seed costs. Each
 * program start gets a connection of its own over it, which dies with that start.
 */
export class KeptFile {
  readonly file: string;
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #latest: KeptConnection | null = null;

  constructor(file: string) {
    this.file = file;
    this.#db = openForWriting(file);
  }

  connect(): Connection {
    assert(this.#latest?.open !== true, `${this.file} is open already`);
    this.#latest = new KeptConnection(this.#db, this.#statements);
    return this.#latest;
  }

  /** The program is gone, whatever it was about to do. */
  cut(): void {
    if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
    this.#latest?.close();
  }

  close(): void {
    this.#db.close();
  }
}

/** One program start's: once closed it refuses everything, like any other. */
class KeptConnection implements Connection {
  readonly #db: Database.Database;
  readonly #statements: Map<string, Database.Statement>;
  open = true;

  constructor(db: Database.Database, statements: Map<string, Database.Statement>) {
    this.#db = db;
    this.#statements = statements;
  }

  get #live(): Database.Database {
    assert(this.open, "the connection of an earlier start");
    return this.#db;
  }

  get inTransaction(): boolean {
    return this.#live.inTransaction;
  }

  prepare: Connection["prepare"] = (sql: string): never => {
    const known = this.#statements.get(sql);
    // One that is being iterated cannot be shared.
    if (known !== undefined && !known.busy) return known as never;
    const fresh = this.#live.prepare(sql);
    this.#statements.set(sql, fresh);
    return fresh as never;
  };

  transaction: Connection["transaction"] = (run) => this.#live.transaction(run);

  pragma: Connection["pragma"] = (source, options) => this.#live.pragma(source, options);

  exec: Connection["exec"] = (sql) => this.#live.exec(sql);

  close: Connection["close"] = () => {
    this.open = false;
    return this.#db;
  };
}
