import type { Command, Host } from "../ssh/types";

/** A resource that is gone has nothing to be cleaned: Pacemaker 3 forgets its history with it. */
const script = `
while read -r id; do
  crm_resource --cleanup --resource "$id" > message 2>&1 || grep -qi -e 'not found' -e 'no such' message || cat message
done < ids
`;

const command = (ids: readonly string[]): Command => ({
  name: "crm_resource --cleanup",
  script,
  files: { ids: ids.map((id) => `${id}\n`).join("") },
});

/** Makes the cluster forget failed operations of these resources. Resolves with what it complains of, if anything. */
export async function cleanup(host: Host, ids: readonly string[]): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const { stdout } = await host.run(command(ids));
  return stdout.trim() === "" ? undefined : `crm_resource --cleanup: ${stdout.trim()}`;
}
