/**
 * Values as the text of a program, as prettier would print it: in one line where it fits, else spread over lines.
 */
const lineWidth = 80;

/** An expression that stands in a value as it is. */
export class Code {
  constructor(
    readonly text: string,
    /** Spread over lines, for where it does not fit. */
    readonly spread: (indent: string) => string = () => text,
  ) {}
}

/** A call with one text. */
export const callOf = (callee: string, text: string): Code => {
  const argument = quoted(text);
  return new Code(`${callee}(${argument})`, (indent) => `${callee}(\n${indent}  ${argument},\n${indent})`);
};

/** In double quotes, unless that needs more backslashes. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  const count = (quote: string) => text.split(quote).length;
  return count('"') > count("'") ? `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : json;
}

const isName = /^[A-Za-z_$][\w$]*$/;
const isIndex = /^(0|[1-9]\d{0,14})$/;

/** A plain key of that name would set the prototype. */
const keyText = (key: string): string =>
  key === "__proto__" ? `["__proto__"]` : isName.test(key) || isIndex.test(key) ? key : quoted(key);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Code);

/** What prettier spreads over lines whatever its width: a list of several objects that say several things each. */
const isSpread = (value: unknown): boolean =>
  Array.isArray(value)
    ? (value.length > 1 && value.every((each) => sizeOf(each) > 1) && alike(value)) || value.some(isSpread)
    : isFields(value) && Object.values(value).some(isSpread);

const alike = (all: readonly unknown[]) => all.every(Array.isArray) || all.every(isFields);
const sizeOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : isFields(value) ? Object.keys(value).length : 0;

/** In one line. */
function flat(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(flat).join(", ")}]`;
  if (!isFields(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, each]) => `${keyText(key)}: ${flat(each)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

/** The text of a value that begins in a column, with `rest` characters after it in its last line. */
export function literal(value: unknown, indent = 0, column = indent, rest = 0): string {
  const line = flat(value);
  if (!isSpread(value) && column + line.length + rest <= lineWidth) return line;
  const outer = " ".repeat(indent);
  if (value instanceof Code) return value.spread(outer);
  if (sizeOf(value) === 0) return line;
  const inner = `${outer}  `;
  const lines = Array.isArray(value)
    ? value.map((each) => inner + literal(each, indent + 2, indent + 2, 1))
    : Object.entries(value as Fields).map(([key, each]) => inner + field(keyText(key), each, indent + 2));
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return [open, ...lines.map((each) => `${each},`), outer + close].join("\n");
}

/** A long text goes under its name, unless that is so short that nothing is won. */
function field(key: string, value: unknown, indent: number): string {
  const column = indent + key.length + 2;
  const isLong = typeof value === "string" && column + quoted(value).length + 1 > lineWidth;
  if (isLong && key.replace(/^["']|["']$/g, "").length > 2) return `${key}:\n${" ".repeat(indent + 2)}${quoted(value)}`;
  return `${key}: ${literal(value, indent, column, 1)}`;
}

/** A statement that makes something, with a variable for it where one is needed. */
export function making(variable: string | undefined, callee: string, args: readonly unknown[]): string {
  if (variable === undefined) return `${made(callee, args, 0, 0)};`;
  const begin = `const ${variable} =`;
  const isFitting = begin.length + callee.length + 2 <= lineWidth;
  return isFitting
    ? `${begin} ${made(callee, args, 0, begin.length + 1)};`
    : `${begin}\n  ${made(callee, args, 2, 2)};`;
}

/** A call that begins in a column, with a semicolon after it. */
function made(callee: string, args: readonly unknown[], indent: number, column: number): string {
  const line = `${callee}(${args.map(flat).join(", ")})`;
  if (!args.some(isSpread) && column + line.length + 1 <= lineWidth) return line;
  const last = args.at(-1);
  // Fields that come last open in the same line.
  if (isFields(last)) {
    const before = args.slice(0, -1).map((each) => `${flat(each)}, `);
    return `${callee}(${before.join("")}${literal(last, indent, lineWidth)})`;
  }
  const outer = " ".repeat(indent);
  const lines = args.map((each) => `${outer}  ${literal(each, indent + 2, indent + 2, 1)},\n`);
  return `${callee}(\n${lines.join("")}${outer})`;
}
