import { printConf, type Conf } from "../corosync/conf";
import { withMembers, type Listed } from "../corosync/nodelist";
import { configure, reload } from "./commands";
import type { Member } from "./awaited";
import { onEach } from "./on-each";

/** The cluster as a run works on it: who is in it and can be reached, and what they have. */
export interface Live {
  conf: Conf;
  members: readonly (Member & Listed)[];
}

const put = (members: readonly Member[], conf: Conf) => onEach(members, ({ host }) => configure(host, { conf }));

/** All of them have it, and have read it; or all have what they had before. */
export async function change(live: Live, conf: Conf): Promise<Live> {
  const [first] = live.members;
  if (!first) return { ...live, conf };
  try {
    await put(live.members, conf);
    await reload(first.host);
  } catch (error) {
    if (printConf(conf) === printConf(live.conf)) throw error;
    // What was refused is the error, and not what comes of taking it back where a machine is gone.
    await put(live.members, live.conf)
      .then(() => reload(first.host))
      .catch(() => undefined);
    throw error;
  }
  return { ...live, conf };
}

/** The same with other members. */
export const changeMembers = (live: Live, members: readonly Listed[]): Promise<Live> =>
  change(live, withMembers(live.conf, members));
