import * as pacemaker from "pulumi-pacemaker";

/** SAP HANA's system replication, made in maintenance: the topology agent looks first, the address is on the primary. */
export function sapHana(cluster: pacemaker.Provider, subnet: string): void {
  const on = { provider: cluster };
  new pacemaker.ClusterProperties(
    "cib-bootstrap-options",
    {
      values: {
        "stonith-enabled": false,
        "stonith-action": "reboot",
        "stonith-timeout": 150,
        "concurrent-fencing": true,
      },
    },
    on,
  );
  new pacemaker.ResourceDefaults(
    "rsc-options",
    { values: { "resource-stickiness": 1000, "migration-threshold": 5000, priority: 1 } },
    on,
  );
  new pacemaker.OperationDefaults("op-options", { values: { timeout: 600, "record-pending": true } }, on);

  const system = { SID: "HA1", InstanceNumber: "00" };
  const topology = new pacemaker.Clone(
    "cln_SAPHanaTopology_HA1_HDB00",
    {
      resource: new pacemaker.Primitive(
        "rsc_SAPHanaTopology_HA1_HDB00",
        {
          agent: "ocf:suse:SAPHanaTopology",
          params: system,
          operations: { monitor: { interval: 50, timeout: 600 }, start: { timeout: 600 }, stop: { timeout: 300 } },
        },
        on,
      ),
      meta: { "clone-node-max": 1, interleave: true },
    },
    on,
  );
  const database = new pacemaker.Clone(
    "mst_SAPHana_HA1_HDB00",
    {
      resource: new pacemaker.Primitive(
        "rsc_SAPHana_HA1_HDB00",
        {
          agent: "ocf:suse:SAPHana",
          params: {
            ...system,
            PREFER_SITE_TAKEOVER: true,
            AUTOMATED_REGISTER: false,
            DUPLICATE_PRIMARY_TIMEOUT: 7200,
          },
          meta: { priority: 100 },
          operations: {
            start: { timeout: 3600 },
            stop: { timeout: 3600 },
            promote: { timeout: 3600 },
            monitor: [
              { interval: 60, role: "Promoted", timeout: 700 },
              { interval: 61, role: "Unpromoted", timeout: 700 },
            ],
          },
        },
        on,
      ),
      meta: { "clone-node-max": 1, interleave: true, maintenance: true, promotable: true },
    },
    on,
  );
  const ip = new pacemaker.Primitive(
    "rsc_ip_HA1_HDB00",
    {
      agent: "ocf:heartbeat:IPaddr2",
      params: { ip: `${subnet}.81`, cidr_netmask: 24 },
      operations: { monitor: { interval: "10s", timeout: "20s" } },
    },
    on,
  );
  new pacemaker.Colocation(
    "col_saphana_ip_HA1_HDB00",
    { resource: ip, role: "Started", with: database, withRole: "Promoted", score: 2000 },
    on,
  );
  new pacemaker.Order("ord_SAPHana_HA1_HDB00", { first: topology, then: database, kind: "Optional" }, on);
  new pacemaker.Location("loc_not_majority_maker", { resource: database, node: "node3", score: "-INFINITY" }, on);
}
