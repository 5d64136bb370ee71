/** What crm and crm_verify say of a configuration, one finding a line. */
export interface Finding {
  severity: "error" | "warning";
  text: string;
}

/** Lines that say nothing of the configuration: they come from working on a copy, or sum up the others. */
const noise = [
  /Blind faith: not fencing unseen nodes/,
  /Fencing and resource management disabled due to lack of quorum/,
  /CIB did not pass schema validation$/,
  /Configuration invalid \(with/,
  /found during check: config/,
  /Cluster is not running, loading the CIB file from/,
  /NOTE: Clusters with shared data need STONITH/,
  /Either configure some or disable STONITH/,
  /unknown attribute '(held-for|removes-[^']*)'/,
  /got no meta-data, does this RA exist\?/,
  // What follows from a copy that the schema forbids; the line that says so stays.
  /Init failed, could not perform requested operations/,
  /configure: Missing requirements$/,
  /No CIB!$/,
  /configure\.verify: CIB is not valid$/,
  // Python's word on an expression of POSIX that it takes nevertheless; the second line shows crm's own source.
  /: FutureWarning: Possible/,
  /^re\.compile\(pattern\)$/,
  // crm asks for these itself.
  /Do you still want to commit/,
];

// eslint-disable-next-line no-control-regex
const colour = /\u001b\[[0-9;]*m/g;
const prefix = /^(?:(?:ERROR|WARNING|INFO|error|warning|notice|info): |\([a-z_0-9]+\)\s+|(?:base|wanted)\.xml:\d+: )+/i;

export function parseFindings(output: string): Finding[] {
  const findings = output.split("\n").flatMap((raw): Finding[] => {
    const line = raw.replace(colour, "").replace(/\t/g, "").trim();
    if (line === "" || noise.some((each) => each.test(line))) return [];
    const words = prefix.exec(line)?.[0] ?? "";
    if (/^INFO|notice/i.test(words)) return [];
    // crm 4 calls each line of crm_verify an error; crm_verify's own word comes last.
    const severity = /warning: *$|^WARNING: *$/i.test(words) ? "warning" : "error";
    return [{ severity, text: line.slice(words.length) }];
  });
  return findings.filter((each, i) => findings.findIndex(({ text }) => text === each.text) === i);
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Does a finding speak of one of these ids (or agents)? */
const mentions = (finding: Finding, names: readonly string[]): boolean =>
  names.some((name) => new RegExp(`(?<![\\w.-])${escape(name)}(?![\\w-]|\\.\\w)`).test(finding.text));

/** Is a finding about one of these? crm begins with what it is about; other ids may be words of its sentence. */
const isAbout = ({ text }: Finding, names: readonly string[]): boolean =>
  names.some((name) => text.startsWith(`${name}: `) || text.startsWith(`constraint ${name} `));

/** Whose fault each finding is: for each of those concerned, by its place in the list, what is said of it. */
export function blame(findings: readonly Finding[], all: readonly (readonly string[])[]): Map<number, Finding[]> {
  const blamed = new Map<number, Finding[]>();
  for (const finding of findings) {
    const who = (test: typeof mentions) => all.flatMap((names, i) => (test(finding, names) ? [i] : []));
    const concerned = who(isAbout);
    for (const i of concerned.length > 0 ? concerned : who(mentions))
      blamed.set(i, [...(blamed.get(i) ?? []), finding]);
  }
  return blamed;
}

/** crm has no words for an object of the CIB, which is no fault of the object: it went in as an element. */
export const hasNoWords = ({ text }: Finding): boolean => /^(\d+: )?syntax in \w+: .* parsing '/.test(text);

/** Findings that `before` did not have: what was wrong already is not ours. */
export const newFindings = (before: readonly Finding[], after: readonly Finding[]): Finding[] =>
  after.filter(({ text }) => !before.some((each) => each.text === text));

/** The agent that crm does not find on its own host. */
export const unknownAgent = ({ text }: Finding): string | undefined =>
  /^(\S+): no such resource agent$/.exec(text)?.[1];

/** Pacemaker's word for a cluster in which nothing can start before fencing is decided. */
export const isFencingUndecided = ({ text }: Finding): boolean =>
  /Resource start-up disabled since no STONITH|start-up disabled.*(STONITH|fencing)/i.test(text);
