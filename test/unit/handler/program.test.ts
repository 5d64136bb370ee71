import { declaredIn } from "../../../provider/handler/program";

test("names are in the order in which a resource of the engine has its own", () => {
  const meta = { "target-role": "Stopped", "migration-threshold": 3 };
  const operations = { start: { timeout: "40s" }, monitor: { timeout: "20s", interval: "10s" } };
  const told = {
    kind: "primitive",
    label: "Primitive web",
    args: { cibId: "web", agent: "systemd:web", operations, meta },
  };
  const [declared] = declaredIn(JSON.stringify([told]));
  const { args } = declared as unknown as { args: Record<string, object> };
  expect(Object.keys(args["meta"] ?? {})).toEqual(["migration-threshold", "target-role"]);
  expect(Object.keys(args["operations"] ?? {})).toEqual(["monitor", "start"]);
});
