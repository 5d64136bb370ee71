/**
 * The users of a lab's machines are `first` to `first + count - 1` on the host, numbers that own nothing there. So
 * root of a machine is nobody to the host's kernel: it cannot write a setting that is not its own namespaces', make
 * a device, load a module or set the clock. Trees in the cache belong to these numbers.
 */
export const ids = { first: 2_000_000_000, count: 65_536 };

/** The user of the host that makes a machine's namespaces; above those that machines have, and as powerless. */
export const ownerOf = (net: number, machine: number): number => ids.first + ids.count + net * 256 + machine;

/**
 * Shell functions around a user namespace. The process that enters one calls `wait_for_users` and goes on as its
 * root; the one outside calls `await_namespace`, then `map_users PID`, and `let_go` when all is prepared.
 */
export const NAMESPACE = `
pipes() { exec 8<> <(:) 9<> <(:); }
await_namespace() { read -r -t 30 _ <&8; }
map_users() {
  echo "0 ${ids.first} ${ids.count}" > "/proc/$1/uid_map"
  echo "0 ${ids.first} ${ids.count}" > "/proc/$1/gid_map"
}
let_go() { echo >&9; }
wait_for_users() {
  echo >&8
  read -r _ <&9
  exec nsenter --setuid 0 --setgid 0 "$@" 8>&- 9>&-
}
`;

/** A shell function that puts the devices that can do no harm into a folder. */
export const DEVICES = `
make_devices() {
  for device in null zero full random urandom tty; do
    mknod -m 666 "$1/$device" c $(stat -c '%Hr %Lr' "/dev/$device")
  done
}
`;
