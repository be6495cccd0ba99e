import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import { openBook } from "./book.ts";
import { verifyJournal } from "./verify.ts";

// The thread of `verifyAside`: a connection of its own, which may read and never write. It is not
// opened read-only, because such a connection does not know the tables' CHECKs.
const db = new Database((workerData as { file: string }).file, { fileMustExist: true });
db.pragma("query_only = ON");
db.pragma("busy_timeout = 5000");
try {
  const book = openBook(db);
  const checks = verifyJournal({
    book,
    readTogether: (read) => db.transaction(() => read(book)).deferred(),
  });
  parentPort?.postMessage(checks);
} finally {
  db.close();
}
