import * as pacemaker from "pulumi-pacemaker";

/**
 * An NFS server with its address, where DRBD's copy of the data is the promoted one of two; node3 has no copy and only
 * votes.
 */
export function nfs(cluster: pacemaker.Provider, subnet: string): void {
  const on = { provider: cluster };
  const address = `${subnet}.125`;
  const clients = `${subnet}.0/24`;

  new pacemaker.ClusterProperties(
    "cib-bootstrap-options",
    {
      values: {
        "stonith-enabled": false,
        // The cluster only looks. When DRBD has its metadata and the first copy is in sync: false, and all of it starts.
        "maintenance-mode": true,
      },
    },
    on,
  );
  new pacemaker.ResourceDefault("resource-stickiness", { value: 200 }, on);

  const drbd = new pacemaker.Primitive(
    "export-drbd",
    {
      agent: "ocf:linbit:drbd",
      params: { drbd_resource: "exports" },
      operations: {
        start: { timeout: "240s" },
        stop: { timeout: "100s" },
        // One for each role; their intervals must differ.
        monitor: [
          { interval: "29s", role: "Promoted", timeout: "20s" },
          { interval: "31s", role: "Unpromoted", timeout: "20s" },
        ],
      },
    },
    on,
  );
  const copies = new pacemaker.Clone(
    "export-drbd-clone",
    {
      resource: drbd,
      meta: {
        promotable: true,
        "promoted-max": 1,
        "promoted-node-max": 1,
        "clone-max": 2,
        "clone-node-max": 1,
        notify: true,
        interleave: true,
      },
    },
    on,
  );

  const filesystem = new pacemaker.Primitive(
    "export-fs",
    {
      agent: "ocf:heartbeat:Filesystem",
      params: { device: "/dev/drbd0", directory: "/srv/exports", fstype: "ext4", options: "noatime,nodiratime" },
      operations: {
        start: { timeout: "60s" },
        stop: { timeout: "60s" },
        monitor: { interval: "20s", timeout: "40s" },
      },
    },
    on,
  );
  const daemon = new pacemaker.Primitive(
    "nfs-daemon",
    {
      agent: "ocf:heartbeat:nfsserver",
      params: { nfs_shared_infodir: "/srv/exports/.nfs", nfs_ip: address },
      operations: { monitor: { interval: "30s", timeout: "20s" } },
    },
    on,
  );
  const home = new pacemaker.Primitive(
    "export-home",
    {
      agent: "ocf:heartbeat:exportfs",
      params: {
        clientspec: clients,
        directory: "/srv/exports/home",
        fsid: 1,
        options: "rw,mountpoint",
        unlock_on_stop: 1,
        wait_for_leasetime_on_stop: true,
      },
      operations: { monitor: { interval: "30s", timeout: "20s" } },
    },
    on,
  );
  const scratch = new pacemaker.Primitive(
    "export-scratch",
    {
      agent: "ocf:heartbeat:exportfs",
      params: { clientspec: clients, directory: "/srv/exports/scratch", fsid: 2, options: "rw,async" },
      operations: { monitor: { interval: "30s", timeout: "20s" } },
    },
    on,
  );
  const ip = new pacemaker.Primitive(
    "export-ip",
    {
      agent: "ocf:heartbeat:IPaddr2",
      params: { ip: address, cidr_netmask: 24 },
      operations: { monitor: { interval: "10s", timeout: "20s" } },
    },
    on,
  );
  // The address last: no client comes before everything is there.
  const services = new pacemaker.Group(
    "export-services",
    { members: [filesystem, daemon, home, scratch, ip], meta: { "target-role": "Started" } },
    on,
  );

  new pacemaker.Colocation("services-with-drbd", { resource: services, with: copies, withRole: "Promoted" }, on);
  new pacemaker.Order(
    "drbd-before-services",
    { first: copies, firstAction: "promote", then: services, thenAction: "start" },
    on,
  );
  new pacemaker.Location(
    "drbd-not-on-node3",
    { resource: copies, node: "node3", score: "-INFINITY", resourceDiscovery: "never" },
    on,
  );
}
