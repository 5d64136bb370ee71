import type { Command, CommandOutput } from "../ssh/types";
import { parseFindings, type Finding } from "./findings";
import { parseSections, sectionShell } from "./sections";
import { verifiedShell } from "./verified";

/** What crm says where something in the CIB keeps it from reading any of it: then it checks nothing at all. */
const crash = "Traceback (most recent call last)";
const blind = ["No closing quotation", crash];

/**
 * crm works on copies of the CIB: it loads the statements into one and checks it. The wanted document, in which the
 * objects that crm's language cannot carry stand as elements, is checked beside it when crm refused, or when such
 * objects are in it; where crm cannot read the live CIB, our objects are checked alone, and where it crashes on those
 * (crm 4.4 on a podman bundle), crm_verify has the word, as it has where nothing is new to crm. Nothing here touches
 * the cluster; whoever dies halfway has touched a copy.
 */
const script = `
${sectionShell}
${verifiedShell}
on_copy() { copy=$1; shift; CIB_file="$PWD/$copy" crm -D plain configure "$@" 2>&1; }
judged() { if [ -s old ]; then verified "$1"; else by_crm "$1"; fi; }
by_crm() { insist "crm configure verify of $1" on_copy "$1" verify; }
blind() { grep -q ${blind.map((words) => `-e '${words}'`).join(" ")} "$1"; }
crashed() { grep -q '${crash}' "$1"; }
cp start.xml copy.xml
: > load; : > before; : > alone
# Two crm run at once below; crm 4 fails where it finds its own folders made in the very moment.
mkdir -p -m 700 "\${XDG_CACHE_HOME:-$HOME/.cache}/crm" "\${XDG_CONFIG_HOME:-$HOME/.config}/crm" 2>/dev/null
if [ -s elements ]; then judged wanted.xml > after & fi
status=0
if [ -s statements ]; then on_copy copy.xml load update "$PWD/statements" > load; status=$?; fi
section load
crashed load || cat load
section status
echo $status
wait
if [ $status -ne 0 ] && [ ! -e after ]; then by_crm wanted.xml > after; fi
if [ -e after ]; then
  # crm says only that the schema is broken; crm_verify says where.
  if grep -q 'does not conform' after; then verified wanted.xml > after; fi
  if [ -s after ]; then judged base.xml > before; fi
  if blind before; then by_crm alone.xml > alone; fi
  if crashed after && { crashed alone || ! blind before; }; then
    section crash
    grep -A 100 '${crash}' after | grep '^[A-Za-z.]*Error' | tail -n 1
    verified base.xml > before
    verified wanted.xml > after
    : > alone
  fi
  section before
  cat before
  section after
  cat after
  if blind before; then
    section alone
    cat alone
  fi
fi
section copy
cat copy.xml
`;

export interface Draft {
  /** The live CIB. */
  base: string;
  /** The live CIB with those objects in it that go the element's way. */
  start: string;
  /** The document that is wanted. */
  wanted: string;
  /** Of the wanted document only what differs from the live CIB, and what that names. */
  alone: string;
  /** One statement a line, for the other objects. */
  statements: readonly string[];
  /** Whether `start` differs from `base`. */
  hasElements: boolean;
  /** Nothing in it is new to crm: crm_verify alone, which takes a twentieth of the time, sees whether it holds together. */
  isOld: boolean;
}

export const checkCommand = (draft: Draft): Command => ({
  name: "crm configure load update (on a copy of the CIB)",
  script,
  files: {
    "base.xml": draft.base,
    "start.xml": draft.start,
    "wanted.xml": draft.wanted,
    "alone.xml": draft.alone,
    statements: draft.statements.map((each) => `${each}\n`).join(""),
    elements: draft.hasElements ? "yes" : "",
    old: draft.isOld ? "yes" : "",
  },
});

export interface Checked {
  /** crm took every statement. */
  loaded: boolean;
  findings: Finding[];
  /** What crm said of the live CIB and of the wanted one; of the live one only if it had to say something of the other. */
  before?: Finding[];
  after?: Finding[];
  /** What it said of our objects alone; only asked where it could not read the live CIB. */
  alone?: Finding[];
  /** The error with which crm crashes on our objects: then all checks are crm_verify's. */
  crash?: string;
  /** The copy after crm, as XML. */
  copy: string;
}

export function parseChecked({ stdout }: CommandOutput): Checked {
  const answers = parseSections(stdout);
  const read = (name: string) => answers[name] ?? "";
  return {
    loaded: read("status").trim() === "0",
    findings: parseFindings(read("load")),
    ...("before" in answers && { before: parseFindings(read("before")), after: parseFindings(read("after")) }),
    ...("crash" in answers && { crash: read("crash").trim() }),
    ...("alone" in answers && { alone: parseFindings(read("alone")) }),
    copy: read("copy"),
  };
}
