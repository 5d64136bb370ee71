const pacemaker = require("pulumi-pacemaker");
const { primitives } = require("../primitives");
const { changed, connection, resources } = require("./wanted");

const on = { provider: new pacemaker.Provider("web", connection) };
new pacemaker.ClusterProperty("stonith-enabled", { value: false }, on);
for (let i = 1; i < resources; i++) new pacemaker.Primitive(`scale-${i}`, primitives.scale(i, changed), on);
