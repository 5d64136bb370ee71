import * as pacemaker from "pulumi-pacemaker";

/** SAP's central services and their replicated enqueue server, which keep apart; the locks move before the second stops. */
export function sapCentralServices(cluster: pacemaker.Provider, subnet: string): void {
  const on = { provider: cluster };
  new pacemaker.ClusterProperties(
    "cib-bootstrap-options",
    { values: { "stonith-enabled": false, "priority-fencing-delay": "30s" } },
    on,
  );
  new pacemaker.ResourceDefaults("rsc-options", { values: { "resource-stickiness": 1, "migration-threshold": 3 } }, on);

  interface Instance {
    name: string;
    volume: string;
    host: string;
    last: number;
    params?: Record<string, pacemaker.Scalar>;
    meta?: Record<string, pacemaker.Scalar>;
    groupMeta?: Record<string, pacemaker.Scalar>;
  }
  const instance = ({ name, volume, host, last, params, meta, groupMeta }: Instance) => {
    const filesystem = new pacemaker.Primitive(
      `rsc_fs_${name}`,
      {
        agent: "ocf:heartbeat:Filesystem",
        params: { device: `/dev/vg_sap/${volume}`, directory: `/usr/sap/EN2/${name}`, fstype: "xfs" },
        operations: {
          start: { timeout: "60s" },
          stop: { timeout: "60s" },
          monitor: { interval: "20s", timeout: "40s" },
        },
      },
      on,
    );
    const ip = new pacemaker.Primitive(
      `rsc_ip_${name}`,
      {
        agent: "ocf:heartbeat:IPaddr2",
        params: { ip: `${subnet}.${last}`, cidr_netmask: 24 },
        operations: { monitor: { interval: "10s", timeout: "20s" } },
      },
      on,
    );
    const sap = new pacemaker.Primitive(
      `rsc_sap_${name}`,
      {
        agent: "ocf:heartbeat:SAPInstance",
        params: {
          InstanceName: `EN2_${name}_${host}`,
          START_PROFILE: `/sapmnt/EN2/profile/EN2_${name}_${host}`,
          AUTOMATIC_RECOVER: false,
          ...params,
          MINIMAL_PROBE: true,
        },
        ...(meta && { meta }),
        operations: {
          monitor: { interval: 11, timeout: 60, onFail: "restart" },
          start: { timeout: 180 },
          stop: { timeout: 240 },
        },
      },
      on,
    );
    const group = new pacemaker.Group(
      `grp_${name}`,
      { members: [filesystem, ip, sap], ...(groupMeta && { meta: groupMeta }) },
      on,
    );
    return { sap, group };
  };
  const central = instance({
    name: "ASCS00",
    volume: "lv_ascs",
    host: "sapen2as",
    last: 71,
    meta: { "resource-stickiness": 5000, priority: 100 },
    groupMeta: { "resource-stickiness": 3000 },
  });
  const replica = instance({ name: "ERS10", volume: "lv_ers", host: "sapen2er", last: 72, params: { IS_ERS: true } });

  new pacemaker.Colocation("col_not_both", { resource: replica.group, with: central.group, score: -5000 }, on);
  new pacemaker.Order(
    "ord_ASCS_before_ERS_stop",
    {
      first: central.sap,
      firstAction: "start",
      then: replica.sap,
      thenAction: "stop",
      kind: "Optional",
      symmetrical: false,
    },
    on,
  );
  new pacemaker.Location(
    "loc_on_standby",
    {
      resource: replica.group,
      rules: [
        {
          score: 100,
          any: ["node2", "node3"].map((value) => ({ attribute: "#uname", operation: "eq", value })),
        },
      ],
    },
    on,
  );
}
