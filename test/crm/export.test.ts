import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInTree } from "../../lab/chroot";
import { configured } from "../../provider/cib/configured";
import { changeSection, objectsOf, type Cib } from "../../provider/cib/document";
import { element, printXml } from "../../provider/cib/element";
import { unlike } from "../../provider/cib/unlike";
import { inventory } from "../../provider/kinds/inventory";
import { cibKinds } from "../fixtures";
import { inOneOrder } from "../fixtures/documents";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const text = readFileSync(join(__dirname, "../cases/every-kind.crm"), "utf8");

const nodes = ["node1", "node2", "node3"].map((uname, i) => element("node", { id: String(i + 1), uname }));
const withNodes = (cib: Cib): Cib => changeSection(cib, "nodes", () => nodes);

/** Ways in which an operator hands it to crm; they differ in what crm adds. */
const ways: [string, string][] = [
  ["loaded", "crm -D plain configure load update statements"],
  // One statement a line, without what lines that are typed do not know.
  [
    "typed",
    `sed ':a;/\\\\$/{N;s/\\\\\\n//;ba}' statements | grep -v ^acl_group > lines; { echo configure; cat lines; echo commit; } | crm -D plain`,
  ],
];

describe.each(releases)("%s", (debian) => {
  describe.each(ways)("made by hand with crm, %s", (way, script) => {
    let empty: Cib;
    let live: Cib;
    beforeAll(async () => {
      const cluster = await FileCluster.of(debian, "");
      empty = withNodes(await cluster.cib());
      const { stderr } = await cluster.run({
        script: `cp empty.xml $CIB_file\n${script}`,
        files: { "empty.xml": printXml(empty), statements: text },
      });
      live = await cluster.cib();
      if (objectsOf(live, "alerts").length !== 2) throw new Error(stderr);
    });

    test("each kind is in it, itself or as a set of its values", () => {
      const types = new Set(inventory(live).all.map(({ kind }) => kind.type));
      const single = ["ClusterProperty", "ResourceDefault", "OperationDefault"];
      // Typed lines do not know it.
      const untyped = way === "typed" ? ["AclGroup"] : [];
      const all = Object.values(cibKinds).map(({ type }) => type);
      expect(all.filter((type) => !types.has(type))).toEqual(
        all.filter((type) => [...single, ...untyped].includes(type)),
      );
    });

    test("everything of it is in the program, and nothing else", () => {
      const { all, refused } = inventory(live);
      const made = all.reduce((cib, { kind, args }) => kind.write(cib, kind.schema.parse(args)), empty);
      expect(refused).toEqual([]);
      expect(unlike(configured(live), made)).toEqual({ lost: [], ids: [] });
      expect(unlike(made, configured(live))).toEqual({ lost: [], ids: [] });
    });

    test("applied to an empty cluster it makes the same CIB", async () => {
      const { all } = inventory(live);
      const made = all.reduce((cib, { kind, args }) => kind.write(cib, kind.schema.parse(args)), empty);
      const { stdout, stderr } = await runInTree(debian, "crm_diff --no-version -o live.xml -n made.xml", {
        files: { "live.xml": printXml(inOneOrder(live)), "made.xml": printXml(inOneOrder(made)) },
      });
      expect(stdout + stderr).toBe("");
    });

    test("what is there reads as the program says it", () => {
      for (const { kind, args } of inventory(live).all) {
        const parsed = kind.schema.parse(args);
        expect(kind.read(live, parsed)).toEqual(parsed);
        expect(kind.write(live, parsed, parsed)).toEqual(live);
      }
    });
  });
});
