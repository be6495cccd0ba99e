import * as fc from "fast-check";

/** As much of JSON Schema as the contract's requests use. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Requests that fit a JSON Schema of the contract. */
export function requestOf(schema: object): fc.Arbitrary<unknown> {
  return fitting(schema as Schema);
}

/** Each of the types that a schema names as a list: {"type": ["string", "null"]}. */
function eachType(schema: Schema): readonly Schema[] {
  if (!Array.isArray(schema.type)) return schema.anyOf ?? schema.oneOf ?? [];
  return schema.type.map((type: string) => ({ ...schema, type }));
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = eachType(schema);
  if (choices.length > 0) return fc.oneof(...choices.map(fitting));
  switch (schema.type) {
    case "object":
      return objects(schema);
    case "array":
      return fc.array(fitting(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case "integer":
      return fc.maxSafeInteger().map((n) => within(n, schema));
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return texts(schema);
    default:
      throw new Error(`no requests can be made for ${JSON.stringify(schema)}`);
  }
}

function within(n: number, schema: Schema): number {
  const least = schema.minimum ?? Number.MIN_SAFE_INTEGER;
  const most = schema.maximum ?? Number.MAX_SAFE_INTEGER;
  return n >= least && n <= most ? n : least + (Math.abs(n) % Math.min(most - least + 1, 2 ** 52));
}

function objects(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.properties === undefined) {
    const keys = fitting(schema.propertyNames ?? { type: "string" }) as fc.Arbitrary<string>;
    return fc.dictionary(keys, fitting(schema.additionalProperties as Schema), { maxKeys: 5 });
  }
  const members = Object.entries(schema.properties).map(([key, each]) => [key, fitting(each)]);
  return fc.record(Object.fromEntries(members), {
    requiredKeys: [...(schema.required ?? [])] as never[],
    noNullPrototype: true,
  });
}

function texts(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === "uuid") return fc.uuid();
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  // No schema says which texts are days, so most of them are.
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("2026-11-20", "2024-02-29") },
    { weight: 1, arbitrary: fc.constant("2026-02-30") },
    { weight: 2, arbitrary: fc.string({ maxLength: Math.min(schema.maxLength ?? 40, 40) }) },
  );
}

/** Requests with exactly one thing wrong with them. */
export function spoiled(schema: object): fc.Arbitrary<unknown> {
  const top = schema as Schema;
  return fc.oneof(
    fc.constantFrom(null, "", 7, [], true, "{}", [{}]),
    withExtra(fitting(top)),
    ...Object.entries(top.properties ?? {}).map(([key, each]) => withMember(top, key, each)),
    ...(top.required ?? []).map((key) => without(top, key)),
  );
}

const STRANGE_KEYS = ["__proto__", "constructor", "toString", "hasOwnProperty", "extra", ""];

/** `defineProperty`, because assigning to "__proto__" would not make a key. */
function put(target: unknown, key: string, value: unknown): unknown {
  const copy = { ...(target as object) };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function withExtra(requests: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(requests, fc.constantFrom(...STRANGE_KEYS), fc.jsonValue({ maxDepth: 1 }))
    .map(([request, key, value]) => put(request, key, value));
}

function withMember(top: Schema, key: string, member: Schema): fc.Arbitrary<unknown> {
  return fc.tuple(fitting(top), wrong(member)).map(([request, bad]) => put(request, key, bad));
}

function without(top: Schema, key: string): fc.Arbitrary<unknown> {
  return fitting(top).map((request) => {
    const { [key]: _gone, ...rest } = request as Record<string, unknown>;
    return rest;
  });
}

/** Nothing in the contract takes a text of this length. */
const HUGE = "x".repeat(100_000);

/** Values that a member cannot take, near ones first: -1 and 0.5 for money, a list for a text. */
function wrong(schema: Schema): fc.Arbitrary<unknown> {
  const kinds = [schema, ...eachType(schema)];
  const takes = (type: string): boolean =>
    kinds.some((each) => each.type === type || typeof (each.const ?? each.enum?.[0]) === type);
  const bad: unknown[] = [0.5, -0.001, HUGE];
  if (!takes("null")) bad.push(null);
  if (!takes("boolean")) bad.push(true);
  if (!takes("integer") && !takes("number")) bad.push(7, -1, 1e300);
  if (!takes("string")) bad.push("7", "", "'; DROP TABLE fact; --");
  if (!takes("array")) bad.push([], [[]]);
  if (!kinds.some((each) => each.type === "object" || each.properties)) bad.push({}, { a: 1 });
  if (schema.minimum !== undefined) bad.push(schema.minimum - 1);
  if (schema.maximum !== undefined) bad.push(schema.maximum + 1, Number.MAX_VALUE);
  if (schema.enum !== undefined) bad.push("toString", "__proto__");
  if (schema.pattern !== undefined) bad.push("\u0000", "a\nb");
  const deeper: fc.Arbitrary<unknown>[] = [fc.constantFrom(...bad)];
  if (schema.items !== undefined) {
    deeper.push(wrong(schema.items).map((each) => [each]));
    if (schema.maxItems !== undefined) {
      const many = schema.maxItems + 1;
      deeper.push(fitting(schema.items).map((each) => Array.from({ length: many }, () => each)));
    }
  }
  if (schema.properties !== undefined) deeper.push(spoiled(schema));
  return fc.oneof(...deeper);
}
