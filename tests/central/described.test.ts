import { expect, test } from "vitest";
import { centres } from "./centre.ts";

const { open } = centres();

test("every view that people ask, and each of its columns, says what it is", async () => {
  const centre = await open();
  const undescribed = await centre.rows<{ name: string }>(
    `SELECT format('%s.%s', c.oid::regclass, a.attname) AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace IN ('ops'::regnamespace, 'audit'::regnamespace) AND c.relkind = 'v'
       AND coalesce(col_description(c.oid, a.attnum), '') = ''
     UNION ALL SELECT c.oid::regclass::text FROM pg_class c
     WHERE c.relnamespace IN ('ops'::regnamespace, 'audit'::regnamespace) AND c.relkind = 'v'
       AND coalesce(obj_description(c.oid, 'pg_class'), '') = ''`,
  );
  expect(undescribed).toEqual([]);
  // And a BI tool's login may read them.
  await centre.sql.query("CREATE ROLE tool LOGIN IN ROLE tomtin_reader; SET ROLE tool");
  const [read] = await centre.rows<{ says: string }>(
    "SELECT description AS says FROM pg_description WHERE objoid = 'ops.sale'::regclass AND objsubid = 0",
  );
  expect(read?.says).toContain("Sales and refunds");
  await centre.sql.query("RESET ROLE; DROP ROLE tool");
});
