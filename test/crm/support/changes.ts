import type { Change } from "../../../provider/cluster/writer";
import { cibKinds } from "../../fixtures";

/** A resource of a program as the writer gets it. */
export function change(key: string, args: Readonly<Record<string, unknown>>): Change {
  const kind = cibKinds[key];
  if (!kind) throw new Error(`there is no kind ${key} of the CIB`);
  const parsed = kind.schema.parse(args);
  const agent = "agent" in parsed ? [String(parsed.agent)] : [];
  return {
    label: `${kind.type} ${kind.name(parsed)}`,
    names: [kind.name(parsed), ...agent],
    deadline: Infinity,
    apply: (cib) => kind.write(cib, parsed),
  };
}

/** Each outcome as the engine would show it. */
export const said = (outcomes: readonly PromiseSettledResult<unknown>[]): string[] =>
  outcomes.map((each) => (each.status === "rejected" ? String(each.reason) : "fulfilled"));

export const fencingDecided = `<crm_config>
  <cluster_property_set id="decided"><nvpair id="decided-fencing" name="stonith-enabled" value="false"/></cluster_property_set>
</crm_config>`;
