const pacemaker = require("pulumi-pacemaker");
const { connection, resources } = require("./wanted");

const on = { provider: new pacemaker.Provider("web", connection) };
new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
for (let i = 1; i < resources; i++) new pacemaker.Primitive(`dummy-${i}`, { agent: "ocf:pacemaker:Dummy" }, on);
