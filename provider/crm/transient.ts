import type { Transient } from "../cib/transient";
import type { Command } from "../ssh/types";

/** A file for each name, and one for its value; without a value it is taken out. */
const script = `
node=$(cat node)
i=0
while [ -e "name$i" ]; do
  if [ -e "value$i" ]; then
    attrd_updater --node="$node" --name="$(cat "name$i")" --update="$(cat "value$i")" 2>&1 || exit
  else
    attrd_updater --node="$node" --name="$(cat "name$i")" --delete 2>&1 || exit
  fi
  i=$((i + 1))
done
`;

export const transientCommand = ({ node, values }: Transient): Command => ({
  name: "attrd_updater",
  script,
  files: Object.fromEntries([
    ["node", node],
    ...Object.entries(values).flatMap(([name, value], i): [string, string][] => [
      [`name${i}`, name],
      ...(value === null ? [] : [[`value${i}`, value] as [string, string]]),
    ]),
  ]),
});
