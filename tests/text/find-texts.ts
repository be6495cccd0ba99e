import { parseSync } from "vite";

/** A node of the ESTree that the parser returns; only what is needed here. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Found {
  /** What a person would read, with `{}` where a value comes in. */
  readonly text: string;
  readonly line: number;
  readonly node: Node;
  readonly parents: readonly Node[];
}

export interface Texts {
  /** Texts that go through the catalogue: the keys. */
  readonly keys: readonly Found[];
  /** Texts that a person would see in English whatever the language is. */
  readonly strays: readonly Found[];
  /** Calls of the catalogue that no one can check: a computed key, or one made while loading. */
  readonly faults: readonly Found[];
}

/** The functions of src/renderer/text that look a text up. */
const LOOKUPS = new Set(["t", "rich", "retell"]);

/** Properties, of elements and of objects, that hold words whatever they look like. */
const WORDS_IN =
  /^(title|label|placeholder|alt|description|subtitle|heading|hint|note|message|error|what|words|text|question|legend|summary|aria-(label|description|roledescription|valuetext|placeholder)|.*(Label|Title|Text|Words|Message|Placeholder))$/;

/** Properties of elements that hold no words, however they look. */
const NO_WORDS_IN =
  /^(className|classNames|code|style|styles|d|viewBox|href|src|key|id|role|type|variant|color|c|bg|size|w|h|maw|mah|mih|miw|p|pt|pb|pl|pr|px|py|m|mt|mb|ml|mr|mx|my|ff|fz|fw|lh|ta|flex|gap|align|justify|wrap|component|transform|autoComplete|inputMode|pattern|position|valueFormat|separator|scope|htmlFor|data-.*|aria-(live|labelledby|describedby|controls|current|atomic|hidden|pressed|sort))$/;

/** Keys of the keyboard, events and the like, which programs read and people do not. */
const NO_WORDS =
  /^(\d+px solid .*|Enter|Escape|Tab|Arrow\w+|Home|End|Page(Up|Down)|Backspace|Delete|Control|Shift|Alt|Meta|Insert|Space|F\d+|Unidentified|Africa\/Nairobi)$/;

/** Names that are the same in every language, and what is no language at all. */
const SAME =
  /^(Tomtin|M-Pesa|KES|LPG|PIN|KRA PIN|SKU|VAT|FIFO|Karibu|Z|X|XLSX|CSV|PDF|SMS|QR|Ctrl|Esc|Del|Enter|Excel|TLS|kg|No\.|58 mm|80 mm|kB|MB|\/kg|\/L)$/;

/** Their arguments are for programs. */
const NO_WORDS_FOR =
  /^(Error|TypeError|RangeError|assert|unreachable|call|useQuery|useCommand|useCallback|querySelector(All)?|closest|matches|getItem|setItem|removeItem|addEventListener|removeEventListener|getPropertyValue|setAttribute|startsWith|endsWith|includes|split|join|replace|replaceAll|match|test|createElement|dispatchEvent|has|get|open|import|matchMedia)$/;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

function* childrenOf(node: Node): Generator<Node> {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) yield* value.filter(isNode);
    else if (isNode(value)) yield value;
  }
}

function parse(file: string, source: string): Node {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  return program as unknown as Node;
}

function walk(
  node: Node,
  visit: (node: Node, parents: readonly Node[]) => void,
  parents: readonly Node[] = [],
): void {
  visit(node, parents);
  const inner = [...parents, node];
  for (const child of childrenOf(node)) walk(child, visit, inner);
}

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return "";
  if (node.type === "MemberExpression") return nameOf(node.property);
  if (node.type === "JSXNamespacedName") return `${nameOf(node.namespace)}:${nameOf(node.name)}`;
  if (node.type === "Literal") return String(node.value);
  return typeof node.name === "string" ? node.name : "";
};

/** The words of a literal, a template or a piece of JSX; undefined for every other node. */
function wordsOf(node: Node): string | undefined {
  if (node.type === "JSXText") {
    return String(node.value)
      .replaceAll(/&\w+;|\s+/g, " ")
      .trim();
  }
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type !== "TemplateLiteral") return undefined;
  const quasis = node.quasis as readonly { value: { cooked: string } }[];
  return quasis.map((each) => each.value.cooked).join("{}");
}

const FUNCTION = /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/;

/** Runs once when its file is loaded: before anyone has said which language. */
const whileLoading = (parents: readonly Node[]) =>
  !parents.some((each) => FUNCTION.test(each.type));

/** A sentence, a name with a capital, or a word beside a value; "12px" and "data-x" are neither. */
const looksLikeWords = (text: string): boolean =>
  /^[A-Z][a-z]+(?![a-zA-Z]*[A-Z_/:])/.test(text) ||
  /^\S*\d\s+[a-z]{3,}$/.test(text) ||
  /(^|[\s(“])[A-Za-z]{2,}[,.:;?!]?\s+\S/.test(text) ||
  (text.includes("{}") && /\s/.test(text) && /(^|[\s(])[A-Za-z]{3,}/.test(text));

function isStray(node: Node, parents: readonly Node[]): boolean {
  const text = wordsOf(node);
  if (text === undefined || !/\p{L}{2}/u.test(text) || NO_WORDS.test(text)) return false;
  if (SAME.test(text.replaceAll("{}", "").trim())) return false;
  if (node.type === "JSXText") return nameOf(elementOf(parents)) !== "Key";
  const attribute = parents.findLast((each) => each.type === "JSXAttribute");
  if (attribute !== undefined && NO_WORDS_IN.test(nameOf(attribute.name))) return false;
  // From the inside out, to whatever decides what the text is for.
  let child: Node = node;
  for (const parent of parents.toReversed()) {
    switch (parent.type) {
      case "JSXAttribute":
        return WORDS_IN.test(nameOf(parent.name)) || looksLikeWords(text);
      case "JSXExpressionContainer":
        if (nameOf(elementOf(parents)) === "Key") return false;
        if (parents.at(parents.indexOf(parent) - 1)?.type === "JSXAttribute") break;
        return true;
      case "Property":
        if (parent.key === child) return false;
        if (/^(className|testid|variant|color|icon|href|fontFamily.*)$/.test(nameOf(parent.key)))
          return false;
        if (WORDS_IN.test(nameOf(parent.key))) return true;
        return looksLikeWords(text);
      case "BinaryExpression":
        if (parent.operator !== "+") return false;
        break;
      case "ConditionalExpression":
        if (parent.test === child) return false;
        break;
      case "MemberExpression":
        if (parent.computed === true && parent.property === child) return false;
        break;
      case "CallExpression":
      case "NewExpression": {
        const callee = nameOf(parent.callee);
        if (parent.callee === child) break;
        if (NO_WORDS_FOR.test(callee) || LOOKUPS.has(callee)) return false;
        return looksLikeWords(text);
      }
      case "SwitchCase":
        if (parent.test === child) return false;
        return looksLikeWords(text);
      case "TSAsExpression": // ["cash", "mpesa"] as const
        if (nameOf((parent.typeAnnotation as Node).typeName) === "const")
          return looksLikeWords(text);
        break;
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
      case "ImportExpression":
      case "TSLiteralType":
      case "TSEnumMember":
      case "TSExternalModuleReference":
        return false;
      default:
        if (FUNCTION.test(parent.type) || parent.type.endsWith("Statement"))
          return looksLikeWords(text);
    }
    child = parent;
  }
  return looksLikeWords(text);
}

const elementOf = (parents: readonly Node[]): unknown => {
  const element = parents.findLast((each) => each.type === "JSXElement");
  return (element?.openingElement as Node | undefined)?.name;
};

/** The literals that a lookup's first argument can be: one, or one of two. */
function keysOf(argument: Node | undefined): readonly Node[] | undefined {
  if (argument === undefined) return undefined;
  if (argument.type === "Literal" && typeof argument.value === "string") return [argument];
  if (argument.type !== "ConditionalExpression") return undefined;
  const yes = keysOf(argument.consequent as Node);
  const no = keysOf(argument.alternate as Node);
  return yes && no && [...yes, ...no];
}

/** Every text of a file that a person could read, and whether it goes through the catalogue. */
export function textsOf(file: string, source: string): Texts {
  const found = { keys: [] as Found[], strays: [] as Found[], faults: [] as Found[] };
  const add = (where: Found[], node: Node, parents: readonly Node[]) =>
    where.push({
      text: wordsOf(node) ?? source.slice(node.start, node.end),
      line: source.slice(0, node.start).split("\n").length,
      node,
      parents,
    });
  walk(parse(file, source), (node, parents) => {
    if (node.type === "CallExpression" && isLookup(node)) {
      const keys = keysOf((node.arguments as readonly Node[])[0]);
      if (keys === undefined || whileLoading(parents)) add(found.faults, node, parents);
      for (const key of keys ?? []) add(found.keys, key, parents);
    } else if (isStray(node, parents)) add(found.strays, node, parents);
  });
  return found;
}

const isLookup = ({ callee }: Node): boolean =>
  isNode(callee) && callee.type === "Identifier" && LOOKUPS.has(nameOf(callee));
