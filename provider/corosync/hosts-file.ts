/** /etc/hosts, with the members' names in lines of ours; what others wrote is kept. */

const begin = "# Members of the cluster, written by pulumi-pacemaker";
const end = "# End of members";

const words = (line: string): string[] => line.replace(/#.*/, "").trim().split(/\s+/);

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

/** The lines that are not ours. */
function others(text: string): string[] {
  const all = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const from = all.indexOf(begin);
  const to = all.indexOf(end, from);
  return from === -1 || to === -1 ? all : [...all.slice(0, from), ...all.slice(to + 1)];
}

/** A line that makes a machine's own name lead to itself alone: Debian writes one, and what asks for it listens nowhere. */
const isLoopback = (line: string): boolean => /^127\./.test(words(line)[0] ?? "");

/**
 * The file where each member's name leads to its address. The names that a loopback line has keep it, but for those of
 * members.
 */
export function withMemberNames(text: string, addresses: Readonly<Record<string, string>>): string {
  const names = Object.keys(addresses);
  const kept = others(text).flatMap((line) => {
    const [address = "", ...called] = words(line);
    if (!isLoopback(line) || !called.some((each) => names.includes(each))) return line;
    const left = called.filter((each) => !names.includes(each));
    return left.length > 0 ? `${address} ${left.join(" ")}` : [];
  });
  const ours = Object.entries(addresses).map(([name, address]) => `${address} ${name}`);
  // The first line that has a name counts.
  return ours.length === 0 ? withoutMemberNames(text) : lines([begin, ...ours, end, ...kept]);
}

export const withoutMemberNames = (text: string): string => lines(others(text));
