import { kinds } from "../../../provider/kinds";
import { referencesIn } from "../../../provider/kinds/references";
import { unknownValue } from "../../../provider/problems";

test.each<[keyof typeof kinds, object, Record<string, string>]>([
  ["order", { first: "a", then: "b" }, { first: "a", then: "b" }],
  [
    "order",
    { sets: [{ resources: ["a", "b"] }, { resources: ["c"] }] },
    { "sets.0.resources.0": "a", "sets.0.resources.1": "b", "sets.1.resources.0": "c" },
  ],
  ["group", { members: ["a", unknownValue] }, { "members.0": "a", "members.1": unknownValue }],
  ["group", { members: unknownValue }, {}],
  ["clone", { resource: "a" }, { resource: "a" }],
  ["location", { resource: "a", node: "n" }, { resource: "a" }],
  ["primitive", { template: "a", params: { resource: "b" } }, { template: "a" }],
  ["tag", { references: ["a"] }, { "references.0": "a" }],
  [
    "fencingTopology",
    { node: "n", levels: { 1: ["a"], 2: ["b", "c"] } },
    { "levels.1.0": "a", "levels.2.0": "b", "levels.2.1": "c" },
  ],
  [
    "aclRole",
    {
      permissions: [
        { kind: "read", reference: "a" },
        { kind: "deny", xpath: "//b" },
      ],
    },
    { "permissions.0.reference": "a" },
  ],
  ["aclTarget", { roles: ["a"] }, { "roles.0": "a" }],
  ["clusterProperty", { name: "a", value: "b" }, {}],
])("%s: what it names, and where", (name, args, found) => {
  const references = referencesIn(kinds[name].schema, { cibId: "x", ...args });
  expect(Object.fromEntries(references.map(({ path, id }) => [path, id]))).toEqual(found);
});
