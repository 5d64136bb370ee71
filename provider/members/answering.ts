import { isLost, type PacemakerError } from "../errors";
import type { WantedMember } from "../kinds/cluster";
import { together, type Connections } from "../ssh";
import { look, type Machine } from "./look";
import { onEach } from "./on-each";

interface Found {
  name: string;
  machine: Machine;
}

interface Lost {
  name: string;
  why: PacemakerError;
}

/** Looks at all of them; one that does not answer may be gone. Where none does, nobody can say anything of them. */
export async function answering(
  members: readonly WantedMember[],
  packages: readonly string[],
  connections: Connections,
): Promise<{ found: Found[]; lost: Lost[] }> {
  const all = await onEach(members, async ({ name, address }): Promise<Found | Lost> => {
    try {
      return { name, machine: await look(await connections.host(address), packages) };
    } catch (error) {
      if (!isLost(error)) throw error;
      return { name, why: error };
    }
  });
  const found = all.flatMap((each) => ("machine" in each ? [each] : []));
  const lost = all.flatMap((each) => ("why" in each ? [each] : []));
  const [first, ...others] = lost.map(({ why }) => why);
  if (first && found.length === 0) throw together([first, ...others], "none of the machines can be reached:");
  return { found, lost };
}
