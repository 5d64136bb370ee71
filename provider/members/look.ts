import { NotParsed, parseConf, type Conf } from "../corosync/conf";
import { parseSections, sectionShell } from "../crm/sections";
import { isLost, PacemakerError } from "../errors";
import type { Command, Connections, Host } from "../ssh/types";

/** What a machine is, before anything is done to it. */
export interface Machine {
  host: Host;
  /** What it calls itself. */
  hostName: string;
  /** ID and ID_LIKE of os-release. */
  system: readonly string[];
  addresses: readonly string[];
  /** What the name by which SSH reaches it leads to there; the address itself where it is one. */
  resolved: string;
  /** Of the packages that are asked for. */
  missing: readonly string[];
  /** Its corosync.conf; undefined where there is none, or the one that the package brought. */
  conf: Conf | undefined;
  /** Its /etc/hosts. */
  names: string;
  /** Digests of its key, and of those before it. */
  keys: readonly string[];
  /** Of corosync and pacemaker, those that run. */
  running: readonly string[];
  /** Pacemaker has run there and has a configuration, */
  hasCib: boolean;
  /** which has resources, be it that they run or not. */
  hasResources: boolean;
}

/**
 * The configuration that Debian's package brings describes a cluster of one, on the loopback address. dpkg knows the
 * digest of what it brought.
 */
const script = `
${sectionShell}
section user
id -u
section name
uname -n
section system
. /etc/os-release 2>/dev/null; echo $ID $ID_LIKE
section addresses
ip -o address show | awk '{ sub("/.*", "", $4); print $4 }'
section resolved
getent ahosts "$(cat address)" | awk '{ print $1; exit }'
section missing
while read -r each; do
  dpkg-query -W -f '\${db:Status-Status}\\n' "$each" 2>/dev/null | grep -qx installed || echo "$each"
done <packages
section pristine
conf=/etc/corosync/corosync.conf
[ ! -e $conf ] || dpkg-query -W -f '\${Conffiles}\\n' corosync 2>/dev/null | grep -qF " $conf $(md5sum <$conf | cut -d' ' -f1)" && echo yes
section conf
cat $conf 2>/dev/null
section names
cat /etc/hosts 2>/dev/null
section key
sha256sum 2>/dev/null </etc/corosync/authkey | cut -c1-16
cat /etc/corosync/authkey.former 2>/dev/null
section running
for each in corosync pacemaker; do systemctl --quiet is-active $each && echo $each; done
section cib
cib=/var/lib/pacemaker/cib/cib.xml
[ -s $cib ] && echo yes
section resources
grep -qE '<(primitive|group|clone|bundle)[ >]' $cib 2>/dev/null && echo yes
`;

export const lookCommand = (address: string, packages: readonly string[]): Command => ({
  name: "looking at the machine",
  script,
  files: { address, packages: packages.map((each) => `${each}\n`).join("") },
});

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

export function parseMachine(host: Host, stdout: string): Machine {
  const answers = parseSections(stdout);
  const read = (name: string) => (answers[name] ?? "").trim();
  if (read("user") !== "0")
    throw new PacemakerError("NO_PERMISSION", "a machine is set up by root", {
      host: host.address,
      hint: "Use `sudo: true`, or user root.",
    });
  return {
    host,
    hostName: read("name"),
    system: read("system").split(" "),
    addresses: linesOf(read("addresses")),
    resolved: read("resolved"),
    missing: linesOf(read("missing")),
    conf: read("pristine") === "yes" || read("conf") === "" ? undefined : confOf(host, read("conf")),
    names: answers["names"] ?? "",
    keys: linesOf(read("key")),
    running: linesOf(read("running")),
    hasCib: read("cib") === "yes",
    hasResources: read("resources") === "yes",
  };
}

function confOf(host: Host, text: string): Conf {
  try {
    return parseConf(text);
  } catch (error) {
    if (!(error instanceof NotParsed)) throw error;
    throw new PacemakerError("CONFLICT", `/etc/corosync/corosync.conf cannot be read: ${error.message}`, {
      host: host.address,
      hint: "Mend it, or move it away if the machine is no member of any cluster.",
    });
  }
}

export async function look(host: Host, packages: readonly string[]): Promise<Machine> {
  const { stdout } = await host.run(lookCommand(host.address, packages));
  return parseMachine(host, stdout);
}

/** The machine, or nothing where it does not answer. */
export async function reached(address: string, connections: Pick<Connections, "host">): Promise<Machine | undefined> {
  try {
    return await look(await connections.host(address), []);
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}
