const pacemaker = require("pulumi-pacemaker");
const { changed, connection, resources } = require("./wanted");

// One more where the field of all is another one than at first.
const { hosts, await: _, ...way } = connection;
const count = changed === "all" ? resources + 1 : resources;
const named = hosts.slice(0, count).map((host, i) => /** @type {const} */ ([`member${i + 1}`, host]));
new pacemaker.Cluster("bench", { members: Object.fromEntries(named), totem: { token: 3000 }, ...way });
