/** Imports point down: sdk, cli → provider/index, then these. */
const layers = ["handler", "members", "kinds", "cluster", "crm", "cib", "corosync", "node", "ssh"];
const above = (/** @type {number} */ i) => layers.slice(0, i).join("|");

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    {
      name: "no-dev-dependencies",
      severity: "error",
      from: { path: "^(sdk|cli|provider)/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg"], pathNot: "@pulumi/pulumi" },
    },
    {
      name: "package-stands-alone",
      severity: "error",
      from: { path: "^(sdk|cli|provider)/" },
      to: { path: "^(lab|toolchain|test|examples)/" },
    },
    {
      name: "sdk-knows-no-handlers",
      severity: "error",
      from: { path: "^(sdk|cli)/" },
      to: { path: "^provider/(handler|index)" },
    },
    { name: "provider-knows-no-front", severity: "error", from: { path: "^provider/" }, to: { path: "^(sdk|cli)/" } },
    ...layers.slice(1).map((layer, i) => ({
      name: `${layer}-points-down`,
      severity: /** @type {const} */ ("error"),
      from: { path: `^provider/${layer}[/.]` },
      to: { path: `^provider/(index|${above(i + 1)})[/.]` },
    })),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
  },
};
