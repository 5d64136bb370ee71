import type { TestCluster } from "./cluster";

/** A container image with a shell and little more, made on each machine of what the machine itself has. */
export const image = "localhost/still:1";

const script = `set -e
podman image exists ${image} && exit
rm -rf /tmp/image; mkdir /tmp/image; cd /tmp/image
cp --parents -L /bin/sh /bin/sleep /bin/true $(ldd /bin/sh /bin/sleep /bin/true | grep -o '/lib[^ ]*' | sort -u) .
tar --create . | podman import --quiet - ${image}`;

export async function installImage(cluster: TestCluster): Promise<void> {
  await Promise.all(cluster.lab.machines.map((machine) => cluster.ask(machine, script)));
}
