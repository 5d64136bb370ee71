import * as pacemaker from "pulumi-pacemaker";
import { registered, type Registered } from "../../unit/sdk/mocked";

/** What a preview without an engine makes of a secret. */
const open = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(open)
    : typeof value === "object" && value !== null
      ? "value" in value && "4dabf18193072939515e22adb298388d" in value
        ? open(value.value)
        : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, open(each)]))
      : value;

/** A resource of a program, as the provider gets it. */
export interface Given {
  /** The key of its kind. */
  key: string;
  args: Readonly<Record<string, unknown>>;
  /** What the sdk adds. */
  more: Readonly<Record<string, unknown>>;
}

function given({ type, inputs }: Registered): Given[] {
  const kind = type.split(":").at(-1) ?? "";
  if (!type.startsWith("pulumi-nodejs:dynamic/pacemaker:")) return [];
  const all = Object.entries(inputs).map(([name, value]): [string, unknown] => [name, open(value)]);
  const those = (isOurs: boolean) => Object.fromEntries(all.filter(([name]) => name.startsWith("__") === isOurs));
  return [{ key: kind.charAt(0).toLowerCase() + kind.slice(1), args: those(false), more: those(true) }];
}

export async function givenBy(declare: (cluster: pacemaker.Provider) => void, hosts: string[]): Promise<Given[]> {
  const made = await registered(() => {
    declare(new pacemaker.Provider("cluster", { hosts }));
  });
  return Object.values(made).flatMap(given);
}
