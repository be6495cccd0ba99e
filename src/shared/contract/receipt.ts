import { z } from "zod";
import { query } from "./procedure.ts";
import { id, name, shortText } from "./values.ts";
import { receiptState } from "./sale.ts";

export const printerConfig = z.strictObject({
  name,
  /**
   * none: receipts wait on screen; file: SVG into a folder; os: the system's printer queue, through
   * its driver; raw: ESC/POS through such a queue; network: ESC/POS to a printer's own port.
   */
  transport: z.enum(["none", "file", "os", "raw", "network"]),
  /**
   * Queue name for `os` and `raw`, folder for `file` (empty: receipts/ beside the journal), host or
   * host:port for `network` (port 9100 unless it says otherwise).
   */
  target: shortText,
  paper: z.union([z.literal(58), z.literal(80)]),
  /** Print a receipt after each sale without being asked. */
  automatic: z.boolean(),
  /** A cash drawer hangs on the printer: it opens at cash sales and when somebody asks (raw, network). */
  drawer: z.boolean().default(false),
});

export const receipts = {
  "receipt.get": query(
    "signed-in",
    "The picture and text of a receipt, refund, X or Z",
    {
      /** Fact id of the sale, refund or closed shift. */
      of: id,
      copy: z.boolean().default(false),
      /** The tags of a job's pieces, instead of its ticket. */
      tags: z.boolean().optional(),
    },
    z.object({
      number: z.string(),
      title: z.string(),
      svg: z.string(),
      text: z.string(),
      state: receiptState,
    }),
  ),
  "receipt.print": query(
    "signed-in",
    "Put a receipt into the print outbox; any but the first is marked COPY",
    {
      of: id,
      tags: z.boolean().optional(),
    },
    z.object({ job: z.int(), copy: z.boolean() }),
  ),
  "print.jobs": query(
    "signed-in",
    "The print outbox, latest first",
    {
      limit: z.int().min(1).max(100).default(20),
    },
    z.object({
      jobs: z.array(
        z.object({
          job: z.int(),
          of: id,
          number: z.string(),
          document: z.string(),
          copy: z.boolean(),
          state: receiptState,
          /** Plain words: why it did not go. */
          problem: z.string(),
          at: z.string(),
        }),
      ),
    }),
  ),
  "print.retry": query(
    "signed-in",
    "Send a failed print job again",
    { job: z.int() },
    z.object({}),
  ),
  "printer.get": query(
    "signed-in",
    "How this till prints, and the queues the system knows",
    {},
    z.object({
      printer: printerConfig,
      queues: z.array(z.string()),
    }),
  ),
  "printer.save": query(
    "settings.edit",
    "Choose how this till prints",
    { printer: printerConfig },
    z.object({}),
  ),
  "printer.test": query(
    "signed-in",
    "Print a test page, in the language of whoever asks",
    { language: z.enum(["en", "sw"]).default("en") },
    z.object({ state: receiptState, problem: z.string() }),
  ),
};
