/**
 * @typedef {object} Wanted what a program of the bench is given, by its environment
 * @property {number} resources how many it declares
 * @property {string} address for the seed's failover address
 * @property {keyof typeof import("../primitives").primitives} [holding] the work whose arguments they have, and do nothing
 * @property {import("../field").Changed} changed
 * @property {import("../ssh").Reached & { await: "settled" | "committed" } & import("pulumi-pacemaker").ProviderArgs} connection
 */

/** @type {unknown} */
const wanted = JSON.parse(process.env["BENCH"] ?? "");

module.exports = /** @type {Wanted} */ (wanted);
