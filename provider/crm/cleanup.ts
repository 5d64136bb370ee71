import type { Command, Host } from "../ssh/types";

/**
 * A resource that is gone has nothing to be cleaned. Each call waits for every node, and is as long as all of them side
 * by side.
 */
const script = `
clean() { crm_resource --cleanup --resource "$1" > message.$2 2>&1 || grep -qi -e 'not found' -e 'no such' message.$2 || mv message.$2 complaint.$2; }
n=0
while read -r id; do
  n=$((n + 1))
  clean "$id" $n &
  [ $((n % 8)) -ne 0 ] || wait
done < ids
wait
cat complaint.* 2>/dev/null || :
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
