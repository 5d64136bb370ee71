import { withMemberNames } from "../corosync/hosts-file";
import { membersOf } from "../corosync/nodelist";
import { awaitMembers } from "./awaited";
import { configure, forget, forgetNode, leave, start } from "./commands";
import type { Doing } from "./doing";
import { changeMembers, type Live } from "./live";
import { addressesOf } from "./names";
import { withNewcomers, type Candidate } from "./standing";

/**
 * One machine more. The others know of it first; where it does not come to be a member, they forget it, and it is a
 * machine like any other.
 */
export async function join(live: Live, newcomer: Candidate, key: string, doing: Doing): Promise<Live> {
  const { host, member, names } = newcomer;
  const hosts = live.members.map((each) => each.host);
  doing.progress(`${member.name} joins`);
  const listed = withNewcomers(membersOf(live.conf), [newcomer]);
  await forget(host);
  const wider = await changeMembers(live, listed);
  const joined = { ...newcomer, ...(listed.at(-1) ?? { name: member.name, id: 0, links: [] }) };
  try {
    await configure(host, { conf: wider.conf, key, names: withMemberNames(names, addressesOf(listed)) });
    await start(host);
    const all = [...live.members, joined];
    await awaitMembers(
      [...live.members.slice(0, 1), joined],
      all.map(({ name }) => name),
      doing,
    );
    return { conf: wider.conf, members: all };
  } catch (error) {
    doing.progress(`${member.name} does not join: the others stay as they were`);
    const back = [
      leave(host, names, Date.now() + 60_000),
      changeMembers(wider, membersOf(live.conf)).then(() => forgetNode(hosts, member.name)),
    ];
    // Why it did not join is the error, and not what comes of taking it back.
    await Promise.allSettled(back);
    throw error;
  }
}
