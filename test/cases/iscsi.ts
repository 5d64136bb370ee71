import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";

/** A disk over iSCSI: its port is shut while things change hands. */
export function iscsi(cluster: pacemaker.Provider, subnet: string): void {
  const on = { provider: cluster };
  const address = `${subnet}.61`;
  const iqn = "iqn.2020-01.com.example:iscsi01";
  const once = { start: { timeout: 20 }, stop: { timeout: 20 } };

  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  new pacemaker.ClusterProperty("no-quorum-policy", { value: "stop" }, on);
  new pacemaker.ResourceDefault("resource-stickiness", { value: 200 }, on);

  const drbd = new pacemaker.Primitive(
    "p_drbd_iscsi",
    {
      agent: "ocf:linbit:drbd",
      params: { drbd_resource: "iscsi01" },
      operations: {
        start: { timeout: 240 },
        stop: { timeout: 100 },
        monitor: [
          { interval: 29, role: "Promoted", timeout: 20 },
          { interval: 31, role: "Unpromoted", timeout: 20 },
        ],
      },
    },
    on,
  );
  const copies = new pacemaker.Clone(
    "ms_drbd_iscsi",
    { resource: drbd, meta: { promotable: true, "clone-max": 2, notify: true } },
    on,
  );
  const port = (id: string, params: Record<string, pacemaker.Scalar>) =>
    new pacemaker.Primitive(
      id,
      {
        agent: "ocf:heartbeat:portblock",
        params: { ip: address, portno: 3260, protocol: "tcp", ...params },
        operations: { ...once, monitor: { timeout: 20, interval: 20 } },
      },
      on,
    );
  const block = port("p_block", { action: "block" });
  const ip = new pacemaker.FailoverIp("p_ip", { ip: address, cidrNetmask: 24, monitorInterval: "10s" }, on);
  const target = new pacemaker.Primitive(
    "p_target",
    {
      agent: "ocf:heartbeat:iSCSITarget",
      params: {
        implementation: "lio-t",
        iqn,
        portals: `${address}:3260`,
        allowed_initiators: "iqn.2020-01.com.example:client1 iqn.2020-01.com.example:client2",
        incoming_username: "iscsi",
        incoming_password: pulumi.secret('it\'s; a="secret" & <more> \\ #1'),
      },
      operations: { ...once, monitor: { interval: 20, timeout: 40 } },
    },
    on,
  );
  const disk = new pacemaker.Primitive(
    "p_lun0",
    {
      agent: "ocf:heartbeat:iSCSILogicalUnit",
      params: {
        implementation: "lio-t",
        target_iqn: iqn,
        lun: 0,
        path: "/dev/drbd0",
        scsi_sn: "0a1b2c3d",
        additional_parameters: "emulate_tpu=1 block_size=4096",
      },
      operations: { ...once, monitor: { interval: 20, timeout: 40 } },
    },
    on,
  );
  const unblock = port("p_unblock", { action: "unblock", tickle_dir: "/srv/ha/tickle" });
  const services = new pacemaker.Group("g_iscsi", { members: [block, ip, target, disk, unblock] }, on);
  new pacemaker.Colocation(
    "c_iscsi_on_drbd",
    { resource: services, role: "Started", with: copies, withRole: "Promoted" },
    on,
  );
  new pacemaker.Order(
    "o_drbd_before_iscsi",
    { first: copies, firstAction: "promote", then: services, thenAction: "start" },
    on,
  );
}
