import type { Debian } from "../../lab/recipe";
import { findId } from "../../provider/cib/document";
import { printXml } from "../../provider/cib/element";
import { change, fencingDecided, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const resources = `<resources>
  <primitive id="fs" class="ocf" provider="heartbeat" type="Dummy"/>
  <clone id="db-clone">
    <meta_attributes id="db-clone-m"><nvpair id="db-clone-m-p" name="promotable" value="true"/></meta_attributes>
    <primitive id="db" class="ocf" provider="pacemaker" type="Stateful"/>
  </clone>
</resources>`;

const location = (rules: readonly object[]) => ({ cibId: "tried", resource: "fs", rules });
const onNode = (value: string) => ({ score: 1, all: [{ attribute: "#uname", operation: "eq", value }] });
const withRole = (withRole: string) => ({ cibId: "tried", resource: "fs", with: "db-clone", withRole });

/** The rows of docs/versions.md: who refuses what. */
const rows: readonly [string, string, Readonly<Record<string, unknown>>, readonly Debian[]][] = [
  ["a role in today's terms", "colocation", withRole("Promoted"), []],
  ["a role in former terms", "colocation", withRole("Master"), []],
  ["one rule in a location", "location", location([onNode("node1")]), []],
  ["several rules in a location", "location", location([onNode("node1"), onNode("node2")]), ["trixie"]],
  ["the moon", "location", location([{ score: 1, all: [{ date: "date_spec", spec: { moon: 4 } }] }]), ["trixie"]],
  [
    "restart-type",
    "primitive",
    { cibId: "tried", agent: "ocf:heartbeat:Dummy", meta: { "restart-type": "restart" } },
    ["trixie"],
  ],
];

describe.each(releases)("%s", (debian) => {
  test.each(rows)("%s", async (_what, kind, args, refusedBy) => {
    const cluster = await FileCluster.of(debian, fencingDecided + resources);
    const [outcome] = said(await cluster.submit([change(kind, args)]));
    if (refusedBy.includes(debian)) expect(outcome).toMatch(/is refused/);
    else expect(outcome).toBe("fulfilled");
  });

  test("what is written is in today's terms, and what says the same in former ones is left alone", async () => {
    const fresh = await FileCluster.of(debian, fencingDecided + resources);
    await fresh.submit([change("colocation", withRole("Master"))]);
    expect(findId(await fresh.cib(), "tried")?.attributes["with-rsc-role"]).toBe("Promoted");

    const former = `<constraints>
      <rsc_colocation id="tried" score="INFINITY" rsc="fs" with-rsc="db-clone" with-rsc-role="Master"/>
    </constraints>`;
    const old = await FileCluster.of(debian, fencingDecided + resources + former);
    const before = await old.cib();
    expect(said(await old.submit([change("colocation", withRole("Promoted"))]))).toEqual(["fulfilled"]);
    expect(printXml(await old.cib())).toBe(printXml(before));
  });
});
