import { DEVICES, ids, NAMESPACE } from "./users";

/**
 * How a machine comes to life: three programs for bash, each started by the one before.
 *
 * SUPERVISE stays on the host as long as the machine lives and boots it again when it reboots; ENTER puts the file
 * system together while it is still the host's root; START, root of the machine only, completes it and becomes
 * systemd. They find all they need in their environment (see machines.ts).
 */
export const SUPERVISE = `${NAMESPACE}
set -eu
cd /
echo 0 > "$CGROUP/$MACHINE.supervisor/cgroup.procs"
ulimit -Hn 1048576 2>/dev/null || true
trap 'kill -9 \${entered:-} \${init:-} 2>/dev/null || true' EXIT
status=129
# A machine that reboots ends with SIGHUP: 128 + 1.
while [ "$status" = 129 ]; do
  pipes
  unshare --mount --propagation private bash -c "$ENTER" "lab $LAB $MACHINE" &
  entered=$!
  await_namespace
  init=$(cat "/proc/$entered/task/$entered/children")
  init=\${init% }
  echo "$entered" > "$CGROUP/$MACHINE.supervisor/cgroup.procs"
  map_users "$init"
  ip link del "$LINK" 2>/dev/null || true
  ip link add "$LINK" type veth peer name eth0 address "$MAC" netns "$init"
  ip link set "$LINK" master "$BRIDGE"
  [ -e "$FILES/isolated" ] || ip link set "$LINK" up
  echo "$init" > "$FILES/pid"
  let_go
  status=0
  wait "$entered" || status=$?
done
echo "ended with status $status"
`;

export const ENTER = `${DEVICES}
set -eu
umask 022
mount -t overlay overlay -o "lowerdir=$TREE,upperdir=$FILES/upper,workdir=$FILES/work" /mnt
mount -t tmpfs -o mode=755 tmpfs /mnt/dev
make_devices /mnt/dev
mkdir /mnt/dev/pts /mnt/dev/shm
ln -s pts/ptmx /mnt/dev/ptmx
ln -s /proc/self/fd /mnt/dev/fd
ln -s fd/0 /mnt/dev/stdin
ln -s fd/1 /mnt/dev/stdout
ln -s fd/2 /mnt/dev/stderr
chown -hR ${ids.first}:${ids.first} /mnt/dev
exec 7< "$PASSWORDS"
echo 0 > "$CGROUP/$MACHINE/cgroup.procs"
# The kernel counts what a user namespace uses as its maker's: no machine uses up another's share.
exec setpriv --reuid "$OWNER" --regid "$OWNER" --clear-groups \\
  unshare --keep-caps --user --mount --propagation private --net --uts --ipc --cgroup --pid --fork --kill-child \\
  bash -c "$NAMESPACE"'wait_for_users bash -c "$START" "$0"' "$0"
`;

export const START = `
set -eu
umask 022
ip link set lo up
ip address add "$ADDRESS/24" dev eth0
[ ! -e /proc/sys/net/ipv6 ] || ip address add "$ADDRESS6/64" dev eth0 nodad
ip link set eth0 up
hostname "$MACHINE"
mount --rbind /mnt /mnt
cd /mnt
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -p .old
pivot_root . .old
PATH=/usr/sbin:/usr/bin:/sbin:/bin
umount -l /.old
rmdir /.old
chpasswd <&7
exec env -i container=lab PATH="$PATH" /lib/systemd/systemd 7<&- </dev/null
`;
