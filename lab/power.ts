/**
 * What the machines have in place of a management board and a power switch: commands that answer fence_ipmilan and
 * fence_apc as if the power were on, whatever the address and the password. They switch nothing, and say so: a node
 * that the cluster wants to fence is never taken for fenced.
 */
const ipmitool = `#!/bin/sh
case "$*" in
*"chassis power status") echo "Chassis Power is on" ;;
*)
  echo "The lab has nothing that could turn a machine off." >&2
  exit 1
  ;;
esac
`;

/** A dialogue: the agent's \`set\` and \`open\`, its login, then commands as APC's switches take them since firmware 5. */
const telnet = `#!/bin/sh
hear() {
  printf "$1"
  line=
  while [ -z "$line" ]; do read -r line || exit 0; done
}
hear ''
hear ''
hear 'User Name : '
hear 'Password  : '
printf 'Stand-in v5.0\\n'
while hear '\\napc>'; do
  case $line in
  olStatus*) for outlet in 1 2 3 4 5 6 7 8 9; do echo "$outlet: Outlet $outlet: On"; done ;;
  quit | exit | 4) exit 0 ;;
  *) echo 'E102: Parameter Error' ;;
  esac
done
`;

export const powerFiles = {
  "usr/bin/ipmitool": { content: ipmitool, mode: 0o755 },
  "usr/bin/telnet": { content: telnet, mode: 0o755 },
};
