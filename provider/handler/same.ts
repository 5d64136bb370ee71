import { sameValue, textOf } from "../cib/meaning";
import { isSecretName } from "../cib/terms";
import { own } from "../own";

/** Arguments that say how we work rather than what the cluster holds. */
const ours = new Set(["adopt", "timeouts", "await", "allowQuorumLoss"]);
/** In these, names are the agent's or the user's own: their values are text to us. Of a set of them, its values are. */
const verbatim = /(^|\.)(params|attributes|transientAttributes|utilization|attribute|paramSets\..+\.values)$/;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const show = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));

interface Difference {
  path: string;
  a: unknown;
  b: unknown;
}

/** Arguments that Pacemaker knows by another name. */
const theirNames: Readonly<Record<string, string>> = { monitorInterval: "interval" };

/** `value` of a property or default is judged by the property's name. */
const meaningOf = (key: string, parent: Fields): string =>
  key === "value" && typeof parent["name"] === "string" ? parent["name"] : (own(theirNames, key) ?? kebab(key));

/** One operation may stand alone or in a list. */
const unlisted = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const sameLeaf = (a: unknown, b: unknown, name: string | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  const [x, y] = [textOf(a), textOf(b)];
  return name === undefined ? x === y : sameValue(name, x, y);
};

function* differ(a: Fields, b: Fields, path: readonly string[], text: boolean): Generator<Difference> {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (path.length === 0 && (ours.has(key) || key.startsWith("__"))) continue;
    const [x, y] = [unlisted(own(a, key)), unlisted(own(b, key))];
    const here = [...path, key];
    if (isFields(x) && isFields(y)) yield* differ(x, y, here, text || verbatim.test(here.join(".")));
    else if (isFields(x) || isFields(y) || !sameLeaf(x, y, text ? undefined : meaningOf(key, a)))
      yield { path: here.join("."), a: x, b: y };
  }
}

/** Do two sets of arguments mean the same? */
export const sameArgs = (a: object, b: object): boolean =>
  differ(a as Fields, b as Fields, [], false).next().done === true;

/** What the cluster has may be a secret as well, and another than the program's. */
const isHidden = (path: string, secrets: readonly string[]): boolean =>
  isSecretName(path) || secrets.some((each) => path === each || path.startsWith(`${each}.`));

interface Words {
  seen: (difference: Difference) => string;
  hidden: (path: string) => string;
}

const sayAll = (differences: Iterable<Difference>, secrets: readonly string[], { seen, hidden }: Words): string[] =>
  [...differences].map((each) => (isHidden(each.path, secrets) ? hidden(each.path) : seen(each)));

/** One text for each field in which the cluster differs from the program; without values where those are secret. */
export const changedFields = (live: object, wanted: object, secrets: readonly string[] = []): string[] =>
  sayAll(differ(live as Fields, wanted as Fields, [], false), secrets, {
    seen: ({ path, a, b }) => `${path} is ${show(a)} in the cluster and ${show(b)} in the program`,
    hidden: (path) => `${path} (secret) is another in the cluster than in the program`,
  });

interface Edited {
  /** What the last run left. */
  former: object;
  /** What the cluster had before this run wrote. */
  live: object;
  wanted: object;
}

/** One text for each field of the program that somebody else has written meanwhile, and that this run overwrites. */
export function editedFields({ former, live, wanted }: Edited, secrets: readonly string[] = []): string[] {
  const overwritten = new Set([...differ(live as Fields, wanted as Fields, [], false)].map(({ path }) => path));
  const edited = [...differ(former as Fields, live as Fields, [], false)].filter(({ path }) => overwritten.has(path));
  return sayAll(edited, secrets, {
    seen: ({ path, a, b }) =>
      `somebody else had changed ${path} from ${show(a)} to ${show(b)}: now it is the program's`,
    hidden: (path) => `somebody else had changed ${path} (secret): now it is the program's`,
  });
}
