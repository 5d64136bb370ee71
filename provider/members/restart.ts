import type { Conf } from "../corosync/conf";
import { readProperties, writeProperties } from "../cib/properties";
import { replace } from "../cluster/replace";
import { awaitMembers } from "./awaited";
import { configure, start, stop } from "./commands";
import type { Doing } from "./doing";
import type { Live } from "./live";
import { onEach } from "./on-each";

const name = "maintenance-mode";

/**
 * All members stop and start with another configuration. What runs is left alone meanwhile: in maintenance mode
 * Pacemaker lets go of it, and finds it again.
 */
export async function restart(live: Live, conf: Conf, doing: Doing): Promise<Live> {
  const { members } = live;
  const [first] = members;
  if (!first) return live;
  doing.progress("all members restart, in maintenance mode");
  const before = readProperties(await replace(first.host, (cib) => writeProperties(cib, { [name]: "true" })), [name]);
  const names = members.map((each) => each.name);
  const again = async (wanted: Conf) => {
    await onEach(members, ({ host }) => stop(host, doing.deadline));
    await onEach(members, ({ host }) => configure(host, { conf: wanted }));
    await onEach(members, ({ host }) => start(host));
    await awaitMembers(members, names, doing);
  };
  try {
    await again(conf);
  } catch (error) {
    await again(live.conf).catch(() => undefined);
    throw error;
  } finally {
    await replace(first.host, (cib) => writeProperties(cib, before));
  }
  return { ...live, conf };
}
