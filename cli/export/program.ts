import type { CibKind } from "../../provider/kinds/kind";
import type { Declared } from "../../provider/kinds/inventory";
import { mapReferences, referencesIn, type Reference } from "../../provider/kinds/references";
import { fieldsWith } from "../../sdk/fields";
import { callOf, Code, making } from "./literal";
import { camelCase, Names } from "./names";
import { mapSecrets, type Hidden } from "./secrets";

/** What the program calls its provider. */
export const providerName = "cluster";

/** The name that the resource has, and its arguments as a program writes them: what is called so needs no id. */
export function asResource({ kind, args }: Declared): { name: string; args: Readonly<Record<string, unknown>> } {
  const [nameField] = fieldsWith(kind.schema, (meta) => meta.fromName);
  return { name: kind.name(args), args: Object.fromEntries(Object.entries(args).filter(([key]) => key !== nameField)) };
}

const withCode = (value: unknown): unknown => mapSecrets(value, ({ name }) => callOf("config.requireSecret", name));

/** Variables for what others refer to, by id. */
function variablesOf(all: readonly Declared[]): ReadonlyMap<string, string> {
  const named = new Set(
    all.flatMap(({ kind, args, after = [] }) => [referencesIn(kind.schema, args).map(({ id }) => id), after].flat()),
  );
  const names = new Names();
  const found = all.flatMap(({ kind, args }): [string, string][] => {
    const id = kind.name(args);
    return named.has(id) && isObject(kind) ? [[id, names.claim(camelCase(id), kind.type)]] : [];
  });
  return new Map(found);
}

/** A node's name, and that of a fencing topology, are no ids that another object could refer to. */
const isObject = ({ type }: CibKind) => type !== "Node" && type !== "FencingTopology";

function statement(declared: Declared, variables: ReadonlyMap<string, string>): string {
  const { name, args } = asResource(declared);
  const variable = isObject(declared.kind) ? variables.get(name) : undefined;
  const refer = ({ id }: Reference) => (variables.has(id) ? new Code(variables.get(id) ?? "") : id);
  const linked = mapReferences(declared.kind.schema, args, refer);
  const needed = variables.get(declared.after ?? "");
  const options = needed === undefined ? new Code("on") : new Code(`{ ...on, dependsOn: ${needed} }`);
  return `${making(variable, `new pacemaker.${declared.kind.type}`, [name, withCode(linked), options])}\n`;
}

/** The text of the program. */
export function programText({ settings, all, secrets }: Hidden): string {
  const variables = variablesOf(all);
  const chapters = all.reduce<{ chapter: string; text: string }[]>((made, each) => {
    const text = statement(each, variables);
    const last = made.at(-1);
    return last?.chapter === each.chapter
      ? [...made.slice(0, -1), { ...last, text: last.text + text }]
      : [...made, { chapter: each.chapter, text }];
  }, []);
  const provider = making(providerName, "new pacemaker.Provider", [providerName, withCode(settings)]);
  return [
    `${secrets.length > 0 ? 'import * as pulumi from "@pulumi/pulumi";\n' : ""}import * as pacemaker from "pulumi-pacemaker";\n`,
    ...(secrets.length > 0 ? ["const config = new pulumi.Config();\n"] : []),
    `${provider}\nconst on = { provider: ${providerName} };\n`,
    ...chapters.map(({ chapter, text }) => `// ${chapter}\n${text}`),
  ].join("\n");
}
