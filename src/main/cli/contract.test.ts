import { expect, test } from "vitest";
import { contract } from "#shared/contract/index.ts";
import { contractCommand, describeContract } from "./contract.ts";

test("every procedure is described, with schemas that say what is refused", () => {
  const procedures = describeContract();
  expect(procedures.map((each) => each.name)).toEqual(Object.keys(contract));
  for (const { request, summary } of procedures) {
    expect(request).toMatchObject({ type: "object", additionalProperties: false });
    expect(summary).not.toBe("");
  }
});

test("a command's own id is required, what has a default is not", () => {
  const post = describeContract().find((each) => each.name === "sale.post");
  expect(post).toMatchObject({ kind: "command", access: "sell", permission: "sell" });
  expect(post?.request).toMatchObject({
    required: ["command", "business", "lines", "tenders"],
    properties: {
      command: { type: "string", format: "uuid" },
      business: { type: "string", pattern: "^[A-Z][A-Z0-9]{1,11}$" },
      discount: { type: "integer", minimum: 0, default: 0 },
    },
  });
});

test("no schema was lost on the way: every property says what it is", () => {
  const vague: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { properties, items, anyOf, oneOf } = schema as Record<string, unknown>;
    if (Object.keys(schema).filter((key) => key !== "default").length === 0) vague.push(path);
    for (const [key, each] of Object.entries(properties ?? {})) walk(each, `${path}.${key}`);
    for (const each of [items, anyOf, oneOf].flat()) walk(each, `${path}[]`);
  };
  for (const { name, request, reply } of describeContract()) {
    walk(request, `${name} request`);
    walk(reply, `${name} reply`);
  }
  expect(vague).toEqual([]);
});

test("--json prints one document, without it a line a procedure", async () => {
  const lines: string[] = [];
  const io = { out: (line: string) => void lines.push(line), progress: () => undefined };
  await contractCommand.run({}, { ...io, json: true }, []);
  expect(JSON.parse(lines.join("\n")).procedures).toEqual(
    JSON.parse(JSON.stringify(describeContract())),
  );
  lines.length = 0;
  await contractCommand.run({}, { ...io, json: false }, []);
  expect(lines).toHaveLength(Object.keys(contract).length);
});
