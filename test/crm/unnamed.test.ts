import { putObject } from "../../provider/cib/document";
import { element } from "../../provider/cib/element";
import type { Change } from "../../provider/cluster/writer";
import { change, fencingDecided, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

/** Against the schema of the CIB: whose fault it is, neither crm nor crm_verify says. */
const invalid = (id: string): Change => ({
  label: `Order ${id}`,
  names: [id],
  deadline: Infinity,
  apply: (cib) => putObject(cib, "constraints", undefined, element("rsc_order", { id, nosuch: "attribute" })),
});

const others = Array.from({ length: 8 }, (_, i) =>
  change("primitive", { cibId: `ours-${i}`, agent: "ocf:pacemaker:Dummy" }),
);

describe.each(releases)("%s", (debian) => {
  test("a fault that names nobody fails alone, and the others are written", async () => {
    const cluster = await FileCluster.of(debian, fencingDecided);
    const batch = [...others.slice(0, 3), invalid("one-bad"), ...others.slice(3), invalid("two-bad")];
    const outcomes = said(await cluster.submit(batch));
    expect(outcomes[3]).toMatch(/Order one-bad is refused: .*rsc_order failed to validate content/);
    expect(outcomes.at(-1)).toMatch(/Order two-bad is refused: .*rsc_order failed to validate content/);
    expect(outcomes.filter((each) => each === "fulfilled")).toHaveLength(others.length);
  });

  test("a warning is given to whom it names", async () => {
    const cluster = await FileCluster.of(debian, fencingDecided);
    const hasty = { agent: "ocf:heartbeat:Dummy", operations: { monitor: { interval: "10s", timeout: "1s" } } };
    const outcomes = await cluster.submit([
      change("primitive", { cibId: "web", agent: "ocf:heartbeat:Dummy" }),
      change("primitive", { cibId: "web-2", ...hasty }),
    ]);
    const warnings = outcomes.map((each) => (each.status === "fulfilled" ? each.value.warnings : String(each.reason)));
    expect(warnings).toEqual([
      [],
      [{ severity: "warning", text: expect.stringMatching(/web-2: .*timeout/) as unknown }],
    ]);
  });
});
