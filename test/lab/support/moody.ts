import type { TestCluster } from "./cluster";

/** An agent that fails or hangs on demand: `start` and `stop` are ok, take their time, hang, tell a secret, or fail: everywhere, or on one node. */
const agent = `#!/bin/sh
. \${OCF_ROOT}/lib/heartbeat/ocf-shellfuncs
state=/run/moody-$OCF_RESOURCE_INSTANCE
mood() {
  case "$1" in
    dawdle) sleep 2 ;;
    hang) sleep 1000 ;;
    tell) ocf_exit_reason "the password is $OCF_RESKEY_passwd"; exit 1 ;;
    fail) ocf_exit_reason "the moon is full"; exit 1 ;;
    node*) [ "$(crm_node -n)" != "$1" ] || { ocf_exit_reason "not here"; exit 5; } ;;
  esac
}
parameter() { echo "<parameter name='$1'><longdesc lang='en'>$1</longdesc><shortdesc lang='en'>$1</shortdesc><content type='string' default=''/></parameter>"; }
action() { echo "<action name='$1' timeout='20s'/>"; }
case "$1" in
  meta-data)
    echo "<?xml version='1.0'?><resource-agent name='Moody' version='1'><version>1.0</version><longdesc lang='en'>Moody</longdesc><shortdesc lang='en'>Moody</shortdesc>"
    echo "<parameters>$(parameter start)$(parameter stop)$(parameter passwd)</parameters>"
    echo "<actions>$(for each in start stop monitor meta-data validate-all; do action $each; done)</actions></resource-agent>" ;;
  start) mood "$OCF_RESKEY_start"; touch "$state" ;;
  stop) [ -e "$state" ] || exit 0; mood "$OCF_RESKEY_stop"; rm -f "$state" ;;
  monitor) [ -e "$state" ] || exit 7 ;;
esac
exit 0
`;

export const moody = "ocf:test:Moody";

export async function installMoody(cluster: TestCluster): Promise<void> {
  const folder = "/usr/lib/ocf/resource.d/test";
  await Promise.all(
    cluster.lab.machines.map((machine) =>
      cluster.ask(
        machine,
        `mkdir -p ${folder}; cat > ${folder}/Moody <<'AGENT'\n${agent}AGENT\nchmod 755 ${folder}/Moody`,
      ),
    ),
  );
}
