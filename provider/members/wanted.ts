import type { ClusterArgs } from "../kinds/cluster";
import { flat, isSection, valueIn, withSection, withValue, type Conf, type Entry } from "../corosync/conf";
import { withMembers, type Listed } from "../corosync/nodelist";

type Options = Readonly<Record<string, string | number>>;

/** What a cluster begins with. Its log is where Debian's own configuration has it. */
const fresh: Conf = [
  {
    name: "totem",
    entries: [
      { key: "version", value: "2" },
      { key: "transport", value: "knet" },
      { key: "crypto_cipher", value: "aes256" },
      { key: "crypto_hash", value: "sha256" },
    ],
  },
  { name: "quorum", entries: [{ key: "provider", value: "corosync_votequorum" }] },
  {
    name: "logging",
    entries: [
      { key: "to_logfile", value: "yes" },
      { key: "logfile", value: "/var/log/corosync/corosync.log" },
      { key: "to_syslog", value: "yes" },
      { key: "timestamp", value: "on" },
    ],
  },
];

/** Options that the program names have its values; those that it no longer names go; others stay. */
function withOptions(entries: Conf, wanted: Options = {}, former: Options = {}): Conf {
  const gone = Object.keys(former).filter((name) => !Object.hasOwn(wanted, name));
  const without = gone.reduce<Conf>((each, name) => withValue(each, name, undefined), entries);
  return Object.entries(wanted).reduce<Conf>((each, [name, value]) => withValue(each, name, String(value)), without);
}

/** totem's `interface` sections, by their link numbers. One that says nothing but its number goes. */
function withLinks(entries: Conf, wanted: Record<string, Options> = {}, former: Record<string, Options> = {}): Conf {
  const numbers = [...new Set([...Object.keys(wanted), ...Object.keys(former)])].sort();
  return numbers.reduce<Conf>((all, number) => {
    const at = all.findIndex(
      (each) => isSection(each) && each.name === "interface" && numberOf(each.entries) === number,
    );
    const found = all[at];
    const before: Conf = found && isSection(found) ? found.entries : [{ key: "linknumber", value: number }];
    const made: Entry = { name: "interface", entries: withOptions(before, wanted[number], former[number]) };
    const says = made.entries.length > 1 ? [made] : [];
    return at === -1 ? [...all, ...says] : all.flatMap((each, i) => (i === at ? says : each));
  }, entries);
}

const numberOf = (entries: Conf): string => valueIn(entries, "linknumber") ?? "0";

/** The configuration that the program wants, laid over the one that is there, if any. */
export function wantedConf(
  live: Conf | undefined,
  args: ClusterArgs,
  members: readonly Listed[],
  former?: ClusterArgs,
): Conf {
  const { cipher, hash } = args.crypto ?? {};
  const crypto = { ...(cipher && { crypto_cipher: cipher }), ...(hash && { crypto_hash: hash }) };
  const named = { cluster_name: args.clusterName, ...crypto };
  const totem = withSection(live ?? fresh, "totem", (entries) =>
    withLinks(withOptions(entries, { ...named, ...args.totem }, former?.totem), args.links, former?.links),
  );
  const quorum = withSection(totem, "quorum", (entries) => withOptions(entries, args.quorum, former?.quorum));
  return withMembers(quorum, members);
}

/** One thing that differs between two configurations. */
export interface Difference {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

export function differences(before: Conf, after: Conf): Difference[] {
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }));
}

/** What Corosync reads at its start only: a reload leaves it, or is refused. corosync/exec/cfg.c, remove_ro_entries. */
const atStart = [
  /^totem\.(version|threads|ip_version|rrp_mode|netmtu|transport|cluster_name|secauth|keyfile|key)$/,
  /^totem\.interface\.\d\.(bindnetaddr|mcastaddr|broadcast|mcastport|knet_transport)$/,
  // votequorum(5): all but these.
  /^quorum\.(?!(votes|expected_votes|two_node)$)[^.]+$/,
  /^system\./,
];
export const needsRestart = ({ path }: Difference): boolean => atStart.some((each) => each.test(path));
