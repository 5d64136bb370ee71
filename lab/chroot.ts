import { spawn, type ChildProcess } from "node:child_process";
import { chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Socket } from "node:net";
import { entering } from "./enter";
import { LabError } from "./error";
import { tryRun, type Output } from "./run";
import { ensureTree } from "./tree";
import { DEVICES, ids, NAMESPACE } from "./users";
import type { Debian } from "./recipe";

/** Holds a tree's overlay, and the namespaces that commands run in, until its standard input ends. */
const HOLD = `${NAMESPACE}${DEVICES}
set -eu
umask 022
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
chown ${ids.first}:${ids.first} /mnt/upper
mount -t overlay overlay -o "lowerdir=$TREE,upperdir=/mnt/upper,workdir=/mnt/work" /mnt/root
mount -t tmpfs -o mode=755 tmpfs /mnt/root/dev
mount -t tmpfs -o mode=1777,uid=${ids.first},gid=${ids.first} tmpfs /mnt/root/tmp
make_devices /mnt/root/dev
mkdir /mnt/root/dev/shm
ln -s /proc/self/fd /mnt/root/dev/fd
pipes
unshare --keep-caps --user --mount --propagation private --net --uts --ipc --pid --fork --kill-child \\
  bash -c "$NAMESPACE"'wait_for_users bash -c "$INSIDE"' </dev/null &
entered=$!
trap 'kill -9 "$entered" \${init:-} 2>/dev/null || true' EXIT
await_namespace
init=$(cat "/proc/$entered/task/$entered/children")
init=\${init% }
map_users "$init"
let_go
echo "$init"
exec 6<&0
cat <&6 &
wait -n
`;

const INSIDE = `
set -eu
ip link set lo up
hostname node1
mount --rbind /mnt/root /mnt/root
cd /mnt/root
mount -t proc proc proc
mount -t tmpfs -o mode=755 tmpfs run
mkdir -p .old
mount -t tmpfs -o mode=1777 tmpfs dev/shm
pivot_root . .old
PATH=/usr/sbin:/usr/bin:/sbin:/bin
umount -l /.old
rmdir /.old
echo ready
# As process 1 it collects those that lost their parent.
while :; do sleep infinity & wait $!; done
`;

interface Holder {
  process: ChildProcess;
  /** Its folders as the host sees them. */
  root: string;
  init: number;
}

const holders = new Map<Debian, Promise<Holder>>();

async function hold(debian: Debian): Promise<Holder> {
  const tree = await ensureTree(debian);
  const child = spawn("unshare", ["--mount", "--propagation", "private", "bash", "--norc", "-c", HOLD], {
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", TREE: tree, NAMESPACE, INSIDE },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let init = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== "ready") init = Number(line);
    else {
      // Neither it nor its pipes keep this process from ending, and it ends with this process.
      child.unref();
      for (const pipe of [child.stdin, child.stdout]) if (pipe instanceof Socket) pipe.unref();
      return { process: child, root: `/proc/${init}/root`, init };
    }
  }
  throw new LabError(`the tree ${tree} could not be entered`);
}

let calls = 0;

export interface TreeCall {
  /** Files in the script's working folder, by relative path. */
  files?: Readonly<Record<string, string>>;
  /** Milliseconds, then the script is killed and the call fails. */
  timeout?: number;
}

/**
 * Runs a sh script as root in a tree with the cluster's software, without a network, in an empty folder of its own
 * that holds `files`. What scripts change elsewhere is seen by later ones of this process and lost with it.
 */
export async function runInTree(debian: Debian, script: string, options: TreeCall = {}): Promise<Output> {
  const { files = {}, timeout = 60_000 } = options;
  const holder = holders.get(debian) ?? hold(debian);
  holders.set(debian, holder);
  const { root, init } = await holder;
  const name = `call-${++calls}`;
  const folder = join(root, "tmp", name);
  mkdirSync(folder);
  try {
    chownSync(folder, ids.first, ids.first);
    write(`${folder}.sh`, script);
    for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
    return await call(init, name, timeout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${folder}.sh`, { force: true });
  }
}

function write(file: string, content: string): void {
  const made = mkdirSync(dirname(file), { recursive: true });
  if (made !== undefined) chownSync(made, ids.first, ids.first);
  writeFileSync(file, content);
  chownSync(file, ids.first, ids.first);
}

async function call(init: number, name: string, timeout: number): Promise<Output> {
  const seconds = timeout / 1000;
  const script = 'cd "/tmp/$0" && exec timeout --kill-after=2 "$1" sh "/tmp/$0.sh"';
  const words = entering(init, "/usr/sbin:/usr/bin:/sbin:/bin", ["sh", "-c", script, name, String(seconds)]);
  const output = await tryRun("nsenter", words);
  if (output.status === 124)
    throw new LabError(`a script in the tree did not end within ${seconds} s\n${output.stderr}`);
  return output;
}

/** Lets the trees go before the process ends; the next call mounts them again. */
export async function closeTrees(): Promise<void> {
  const open = [...holders.values()];
  holders.clear();
  for (const holder of open) (await holder).process.stdin?.end();
}
