import { foreign, foreignOfOld } from "../fixtures/foreign";
import { lost } from "../fixtures/documents";
import { change, fencingDecided, said } from "./support/changes";
import { closeTrees, FileCluster, releases } from "./support/file-cluster";

afterAll(closeTrees);

const ours = [
  change("primitive", {
    cibId: "ours",
    agent: "ocf:pacemaker:Dummy",
    params: { state: "/run/ours" },
    operations: { monitor: { interval: "10s" } },
  }),
  change("primitive", { cibId: "ours-too", agent: "ocf:pacemaker:Dummy" }),
  change("colocation", { cibId: "ours-together", resource: "ours", with: "ours-too" }),
  change("order", { cibId: "ours-in-order", first: "ours-too", then: "ours" }),
  change("resourceDefault", { name: "resource-stickiness", value: 100 }),
];

/** What is wrong with it is crm's to say, and the program's other objects are none of it. */
const faulty: [string, ReturnType<typeof change>, RegExp][] = [
  [
    "an unknown parameter",
    change("primitive", { cibId: "bad-param", agent: "ocf:heartbeat:Dummy", params: { nosuch: "1" } }),
    /Primitive bad-param is refused: bad-param: parameter "nosuch" is not known/,
  ],
  [
    "a required parameter that is missing",
    change("primitive", { cibId: "no-param", agent: "ocf:heartbeat:Filesystem", params: { device: "/dev/x" } }),
    /Primitive no-param is refused: .*no-param: required parameter "directory" not defined/,
  ],
  [
    "an agent that is not installed",
    change("primitive", { cibId: "no-agent", agent: "ocf:heartbeat:NoSuch" }),
    /Primitive no-agent is refused: ocf:heartbeat:NoSuch: no such resource agent/,
  ],
  [
    "a colocation with a resource that does not exist",
    change("colocation", { cibId: "no-end", resource: "ours", with: "nobody" }),
    /Colocation no-end is refused: .*nobody/,
  ],
  [
    "an order after a resource that does not exist",
    change("order", { cibId: "no-first", first: "nobody-else", then: "ours" }),
    /Order no-first is refused: .*nobody-else/,
  ],
];

describe.each(releases)("%s", (debian) => {
  const theirs = Object.entries({ ...foreign, ...(debian === "bookworm" && foreignOfOld) });

  test.each(theirs)("beside %s we write as ever", async (_what, xml) => {
    const cluster = await FileCluster.of(debian, fencingDecided + xml);
    const before = await cluster.cib();
    expect(said(await cluster.submit(ours))).toEqual(ours.map(() => "fulfilled"));
    expect(lost(before, await cluster.cib())).toEqual([]);
  });

  const blinding = debian === "bookworm" ? foreign["a bundle"] : foreign["a value with a line break"];
  test.each([
    ["", ""],
    ["where crm cannot read the CIB: ", blinding ?? ""],
    [
      "beside another's fault: ",
      `${foreign["a value that ends in a backslash"] ?? ""}${foreign["a required parameter that is missing"] ?? ""}`,
    ],
  ])("%seach faulty object is refused in crm's words, and the others are written", async (_where, xml) => {
    const cluster = await FileCluster.of(debian, fencingDecided + xml);
    const before = await cluster.cib();
    const outcomes = said(await cluster.submit([...faulty.map(([, each]) => each), ...ours]));
    faulty.forEach(([, , words], i) => {
      expect(outcomes[i]).toMatch(words);
    });
    expect(outcomes.slice(faulty.length)).toEqual(ours.map(() => "fulfilled"));
    expect(Number((await cluster.cib()).attributes["epoch"])).toBe(Number(before.attributes["epoch"]) + 1);
  });

  test("where crm crashes on our own object, crm_verify checks it, and whoever works there by hand is warned", async () => {
    const cluster = await FileCluster.of(debian, fencingDecided);
    const bundle = change("bundle", { cibId: "caches", podman: { image: "localhost/cache", replicas: 2 } });
    const outcomes = await cluster.submit([
      change("colocation", { cibId: "no-end", resource: "caches", with: "nobody" }),
      bundle,
    ]);
    expect(said(outcomes)).toEqual([expect.stringMatching(/Colocation no-end is refused: .*nobody/), "fulfilled"]);
    expect(outcomes[1]).toMatchObject({
      status: "fulfilled",
      value: {
        warnings: debian === "bookworm" ? [{ text: expect.stringMatching(/crm .* crashes .*KeyError/) as string }] : [],
      },
    });
    expect(said(await cluster.submit(ours))).toEqual(ours.map(() => "fulfilled"));
  });
});
