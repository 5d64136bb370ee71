/** The shortest ways there are to write to a cluster and to wait for it: parts of a script on one of its machines. */

/** @typedef {{ properties: Readonly<Record<string, string>>, primitives: readonly string[] }} Document what of it is wanted */

const start = `set -e
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
now() { date +%s.%N; }
dc=$(crmadmin --dc_lookup --quiet)
# The cluster has done what is in the CIB: its controller is idle, and there is nothing left to do.
settled() {
  while sleep 0.1; do
    crmadmin --status "$dc" | grep -q S_IDLE || continue
    crm_simulate --live-check --run --output-as=xml | grep -q '<rsc_action ' || return 0
  done
}
# The resources that are wanted are in a file; the rest is what sed makes of it.
write() {
  cibadmin --query > base.xml
  sed "$@" -e '/<resources\\/>/{r resources' -e 'd}' -e '/<resources>/,/<\\/resources>/{/<\\/resources>/r resources' -e 'd}' \\
    base.xml > wanted.xml
  crm_diff --original base.xml --new wanted.xml --no-version > patch.xml || [ $? -eq 1 ]
  cibadmin --patch --xml-file patch.xml
}
`;

const set = '<cluster_property_set id="cib-bootstrap-options">';

/** @param {Document} document @returns {string} */
const put = ({ properties, primitives }) => {
  const pairs = Object.entries(properties).map(
    ([name, value]) => `<nvpair id="cib-bootstrap-options-${name}" name="${name}" value="${value}"/>`,
  );
  const names = [...Object.keys(properties), "stonith-enabled", "enable-startup-probes"];
  const without = names.map((name) => `-e '/<nvpair .*name="${name}"/d'`);
  return `cat > resources <<'END'
<resources>
${primitives.join("\n")}
</resources>
END
began=$(now)
write ${without.join(" ")} -e 's#${set}#&${pairs.join("")}#'
committed=$(now)
`;
};

/**
 * crm's own check of such objects, on a copy of the CIB.
 * @param {readonly string[]} statements
 */
const load = (statements) => `cat > statements <<'END'
${statements.join("\n")}
END
cibadmin --query > copy.xml
began=$(now)
CIB_file="$PWD/copy.xml" crm -D plain configure load update "$PWD/statements" >&2
committed=$(now)
`;

/** What it took until it was in the CIB, and until now. @param {string} name */
const said = (name) => `echo "${name} $began $committed $(now)"\n`;

/** @param {string} printed @returns {Record<string, { committed: number, settled: number }>} by name */
const spans = (printed) =>
  Object.fromEntries(
    printed
      .trim()
      .split("\n")
      .map((line) => {
        const [name = "", ...times] = line.split(" ");
        const [began = NaN, committed = NaN, settled = NaN] = times.map(Number);
        return [name, { committed: committed - began, settled: settled - began }];
      }),
  );

module.exports = { start, put, load, said, spans };
