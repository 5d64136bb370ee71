import * as pacemaker from "pulumi-pacemaker";

/** PostgreSQL with streaming replication under PAF: the address is on the primary, and goes before it is one no more. */
export function postgresql(cluster: pacemaker.Provider, subnet: string): void {
  const on = { provider: cluster };
  new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
  new pacemaker.ResourceDefaults(
    "rsc-options",
    { values: { "migration-threshold": 5, "resource-stickiness": 10 } },
    on,
  );
  const postgres = new pacemaker.Primitive(
    "pgsqld",
    {
      agent: "ocf:heartbeat:pgsqlms",
      params: {
        bindir: "/usr/lib/postgresql/15/bin",
        pgdata: "/etc/postgresql/15/main",
        datadir: "/var/lib/postgresql/15/main",
        start_opts: "-c config_file=/etc/postgresql/15/main/postgresql.conf",
      },
      operations: {
        start: { timeout: "60s" },
        stop: { timeout: "60s" },
        promote: { timeout: "30s" },
        demote: { timeout: "120s" },
        monitor: [
          { interval: "15s", timeout: "10s", role: "Promoted" },
          { interval: "16s", timeout: "10s", role: "Unpromoted" },
        ],
        notify: { timeout: "60s" },
      },
    },
    on,
  );
  const instances = new pacemaker.Clone(
    "pgsql-ha",
    { resource: postgres, meta: { notify: true, promotable: true } },
    on,
  );
  const ip = new pacemaker.FailoverIp("pgsql-ip", { ip: `${subnet}.50`, cidrNetmask: 24, monitorInterval: "10s" }, on);
  new pacemaker.Colocation("ip-with-primary", { resource: ip, with: instances, withRole: "Promoted" }, on);
  new pacemaker.Order(
    "promote-then-ip",
    { first: instances, firstAction: "promote", then: ip, thenAction: "start", symmetrical: false },
    on,
  );
  new pacemaker.Order(
    "demote-then-ip",
    { first: instances, firstAction: "demote", then: ip, thenAction: "stop", symmetrical: false },
    on,
  );
}
