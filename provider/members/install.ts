import { setTimeout as sleep } from "node:timers/promises";
import { parseSections, sectionShell } from "../crm/sections";
import { isLost, PacemakerError } from "../errors";
import type { Host } from "../ssh/types";
import type { Doing } from "./doing";

/**
 * What a unit of systemd runs, which outlives the connection: dpkg is not to be ended in the middle. Nothing that it
 * installs is started, by Debian's own way for that; should it be killed, the file that says so means nothing any more.
 */
const work = `#!/bin/sh
cd /run/pulumi-pacemaker || exit 1
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C.UTF-8
exec >install.log 2>&1
until=$(($(date +%s) + $(cat limit)))
left() { echo $((until - $(date +%s))); }
policy=/usr/sbin/policy-rc.d
aside=$policy.before-pulumi-pacemaker
end() { rm -f "$policy"; [ ! -e "$aside" ] || mv "$aside" "$policy"; }
end_with() { end; echo "$1" >status; exit "$1"; }
trap 'end_with 1' HUP INT TERM
if [ -e "$policy" ] && ! grep -q pulumi-pacemaker "$policy"; then mv "$policy" "$aside"; fi
cat >"$policy" <<END
#!/bin/sh
# pulumi-pacemaker: nothing is started while it installs.
kill -0 $$ 2>/dev/null && grep -q pulumi-pacemaker /proc/$$/cmdline && exit 101
exit 0
END
chmod 755 "$policy"
if command -v cloud-init >/dev/null; then
  echo "waiting for cloud-init"
  timeout "$(left)" cloud-init status --wait
  [ $? != 124 ] || { echo "E: cloud-init is still at work"; end_with 1; }
fi
# The lists have a lock that apt does not wait for; nor does dpkg for its own.
patient() {
  while :; do
    { "$@" 2>&1; echo $? >code; } | tee once
    code=$(cat code)
    [ "$code" != 0 ] && [ "$(left)" -gt 2 ] && grep -qE 'Could not get lock|is another process using it|frontend lock' once || return "$code"
    sleep 1
  done
}
patient dpkg --configure -a || end_with 1
patient apt-get update || end_with 1
patient apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout="$(left)" \\
  -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $(cat packages) || end_with 1
# What the cluster is to run does not start at boot.
for each in $(cat idle); do
  for unit in $(dpkg -L "$each" | sed -n 's#^\\(/usr\\)*/lib/systemd/system/\\([^/@]*\\.\\(service\\|socket\\)\\)$#\\2#p'); do
    systemctl --quiet disable "$unit"
  done
done
end_with 0
`;

const unit = "pulumi-pacemaker-install";

/** One that an earlier run has left behind goes on. */
const startScript = `
folder=/run/pulumi-pacemaker
systemctl --quiet is-active ${unit} && exit 0
mkdir -p -m 755 "$folder" && cp work limit packages idle "$folder" && rm -f "$folder/status" "$folder/install.log" || exit
systemctl reset-failed ${unit} 2>/dev/null
systemd-run --quiet --collect --unit ${unit} /bin/sh "$folder/work"
`;

const lookScript = `
${sectionShell}
cd /run/pulumi-pacemaker 2>/dev/null
section active
systemctl is-active ${unit}
section status
cat status 2>/dev/null
section said
tail -n 40 install.log 2>/dev/null
`;

const pause = 500;
/** After a reboot it begins anew. */
const attempts = 3;
/** How often a connection may be lost meanwhile. */
const losses = 10;

/** What dpkg and apt say of why. */
const faults = (said: string): string => {
  const lines = [...new Set(said.split("\n").filter(Boolean))];
  const telling = lines.filter((line) =>
    /^(E:|W: Failed|dpkg: error|Err:)|No space left|not enough|held by/i.test(line),
  );
  return (telling.length > 0 ? telling.slice(0, 6) : lines.slice(-4)).join("\n    ");
};

const hintOf = (said: string): string => {
  if (said.includes("E: cloud-init"))
    return "See what it does there (`cloud-init status --long`); when it has ended, run `pulumi up` again.";
  if (/lock|held by/i.test(said))
    return "Something else installs packages there: when it has ended, run `pulumi up` again.";
  if (/No space left|enough free space/i.test(said)) return "Make room on its disk, and run `pulumi up` again.";
  if (/Unable to locate|no installation candidate/i.test(said))
    return "Is the name right, and are the sources in /etc/apt those of its release?";
  return "Mend the cause there (`apt-get install --fix-broken`), and run `pulumi up` again: it continues.";
};

type Step = "running" | "done" | "gone";

async function step(host: Host, say: (what: string) => void): Promise<Step> {
  const { stdout } = await host.run({ name: "installing packages", script: lookScript });
  const answers = parseSections(stdout);
  const [status, said] = [(answers["status"] ?? "").trim(), (answers["said"] ?? "").trim()];
  if (status === "0") return "done";
  if (status !== "")
    throw new PacemakerError("MEMBER", `packages could not be installed:\n    ${faults(said)}`, {
      host: host.address,
      hint: hintOf(said),
    });
  say(`installing packages: ${said.split("\n").at(-1) ?? ""}`.slice(0, 160));
  return /^(active|activating)/.test((answers["active"] ?? "").trim()) ? "running" : "gone";
}

/** Installs what is missing; resolves when it is there. A lost connection or a reboot does not end it. */
export async function install(
  host: Host,
  { missing, idle }: { missing: readonly string[]; idle: readonly string[] },
  { deadline, progress }: Doing,
): Promise<void> {
  if (missing.length === 0) return;
  const say = (what: string) => {
    progress(`${host.address}: ${what}`);
  };
  const lines = (words: readonly string[]) => words.map((each) => `${each}\n`).join("");
  const limit = Math.max(10, Math.floor((deadline - Date.now()) / 1000) - 5);
  const files = { work, limit: String(limit), packages: lines(missing), idle: lines(idle) };
  let [started, lost] = [0, 0];
  let now: Step = "gone";
  say("installing packages");
  while (now !== "done") {
    if (Date.now() > deadline)
      throw new PacemakerError("MEMBER", "packages are still being installed, and the time is up", {
        host: host.address,
        hint: "It goes on there: run `pulumi up` again, or give it more time (timeouts).",
      });
    try {
      if (now === "gone") {
        if (++started > attempts)
          throw new PacemakerError("MEMBER", "the installation of packages was ended each time", {
            host: host.address,
          });
        const { status, stderr } = await host.run({ name: "systemd-run", script: startScript, files });
        if (status !== 0)
          throw new PacemakerError("MEMBER", `the installation of packages cannot be started: ${stderr.trim()}`, {
            host: host.address,
            hint: "It takes systemd, and room in /run.",
          });
      }
      await sleep(pause);
      now = await step(host, say);
    } catch (error) {
      if (!isLost(error) || ++lost > losses) throw error;
      say("the connection is lost; trying again");
      await sleep(pause);
    }
  }
}
