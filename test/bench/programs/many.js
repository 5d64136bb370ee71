const pacemaker = require("pulumi-pacemaker");
const { primitives } = require("../primitives");
const { connection, resources } = require("./wanted");

// They are there and stay stopped, and the cluster does not look for them on each node: what is measured is ours.
const on = { provider: new pacemaker.Provider("web", connection) };
new pacemaker.ClusterProperties(
  "cib-bootstrap-options",
  { values: { "stonith-enabled": false, "enable-startup-probes": false } },
  on,
);
for (let i = 1; i < resources; i++) new pacemaker.Primitive(`many-${i}`, primitives.many(i), on);
