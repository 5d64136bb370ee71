import type { Configuration } from "../../../provider/handler/configuration";
import { deadline, type Phase } from "../../../provider/handler/limit";

const phases: Phase[] = ["create", "update", "delete"];
const configured = (timeouts?: object) =>
  ({ settings: { hosts: ["a"], ...(timeouts && { timeouts }) }, digest: "", known: true }) as Configuration;
const seconds = (phase: Phase, properties: Record<string, unknown>, configuration: Configuration) =>
  Math.round((deadline(phase, properties, configuration) - Date.now()) / 1000);

test.each(phases)("the limit of a(n) %s: the resource's own, else the provider's, else five minutes", (phase) => {
  const [own, others] = [{ [phase]: "7s" }, { create: 1, update: 1, delete: 1, [phase]: undefined }];
  expect(seconds(phase, {}, configured())).toBe(300);
  expect(seconds(phase, {}, configured({ [phase]: "2min" }))).toBe(120);
  expect(seconds(phase, { timeouts: own }, configured({ [phase]: "2min" }))).toBe(7);
  expect(seconds(phase, { timeouts: others }, configured({ [phase]: "2min" }))).toBe(120);
  expect(seconds(phase, { timeouts: others }, configured(others))).toBe(300);
});
