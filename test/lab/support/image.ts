import type { TestCluster } from "./cluster";

/** A container image with a shell and little more, made on each machine of what the machine itself has. */
export const image = "localhost/still:1";

/** One that needs the machine's own /usr: what a remote node is, with all agents, comes from there. */
export const remoteImage = "localhost/remote:1";

const script = `set -e
umask 022
podman image exists ${remoteImage} && exit
rm -rf /tmp/image; mkdir /tmp/image /tmp/image/still /tmp/image/remote
cd /tmp/image/still
cp --parents -L /bin/sh /bin/sleep /bin/true $(ldd /bin/sh /bin/sleep /bin/true | grep -o '/lib[^ ]*' | sort -u) .
tar --create . | podman import --quiet - ${image}
cd /tmp/image/remote
for each in bin sbin lib lib64; do ln -s usr/$each $each; done
mkdir var
ln -s ../run var/run
mkdir -m 1777 tmp
mkdir -p usr etc/pacemaker etc/libqb proc sys dev run var/tmp var/log/pacemaker var/lib/pacemaker/cores
# Its sockets have the same names as the machine's, and its network is the machine's.
touch etc/libqb/force-filesystem-sockets
cp --parents /etc/passwd /etc/group /etc/nsswitch.conf .
tar --create . | podman import --quiet - ${remoteImage}`;

export async function installImages(cluster: TestCluster): Promise<void> {
  await Promise.all(cluster.lab.machines.map((machine) => cluster.ask(machine, script)));
}
