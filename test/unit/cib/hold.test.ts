import { changeElement, emptyCib, runnables, putObject, type Cib } from "../../../provider/cib/document";
import { contain } from "../../../provider/cib/containers";
import { element } from "../../../provider/cib/element";
import { awaited, heldFor, hold, release, releaseComplete } from "../../../provider/cib/hold";
import { readPair } from "../../../provider/cib/pairs";

const primitive = (id: string) =>
  element("primitive", { id, class: "ocf", provider: "pacemaker", type: "Dummy" }, [
    element("meta_attributes", { id: `${id}-meta_attributes` }, [
      element("nvpair", { id: `${id}-role`, name: "target-role", value: "Started" }),
    ]),
  ]);
const withHeld = (cib: Cib, id: string, company: string[]) =>
  putObject(cib, "resources", undefined, hold(primitive(id), company));
const withOrder = (cib: Cib, id: string, first: string, then: string) =>
  putObject(cib, "constraints", undefined, element("rsc_order", { id, first, then }));

const held = (cib: Cib) =>
  runnables(cib)
    .filter((each) => heldFor(each))
    .map((each) => each.attributes["id"]);

test("a hold outranks nobody's own target-role, which stays what it is", () => {
  const made = hold(primitive("a"), ["c1", "c2"]);
  expect(heldFor(made)).toEqual(["c1", "c2"]);
  expect(readPair(made, "meta_attributes", "target-role")).toBe("Started");
  expect(release(made)).toEqual(primitive("a"));
  expect(heldFor(release(made))).toBeUndefined();
});

test("all whose company is complete are released at once, and only they", () => {
  const both = withHeld(withHeld(emptyCib, "a", ["o1"]), "b", ["o1"]);
  expect(releaseComplete(both)).toEqual({ cib: both, released: [] });
  const { cib, released } = releaseComplete(withOrder(both, "o1", "a", "b"));
  expect(released).toEqual(["a", "b"]);
  expect(held(cib)).toEqual([]);
});

test("one that is tied to another that still waits, waits with it", () => {
  const three = ["a", "b", "c"].reduce(
    (cib, id) => withHeld(cib, id, { a: ["o1"], b: ["o1", "o2"], c: ["o2"] }[id] ?? []),
    emptyCib,
  );
  const half = withOrder(three, "o1", "a", "b");
  expect(releaseComplete(half).released).toEqual([]);
  expect(releaseComplete(withOrder(half, "o2", "b", "c")).released).toEqual(["a", "b", "c"]);
});

test("a hold for a deletion is never released by itself", () => {
  expect(releaseComplete(withHeld(emptyCib, "a", ["(deletion)"])).released).toEqual([]);
});

test("a cluster property is company by its name", () => {
  const set = element("cluster_property_set", { id: "cib-bootstrap-options" }, [
    element("nvpair", { id: "x", name: "stonith-enabled", value: "false" }),
  ]);
  const cib = putObject(emptyCib, "crm_config", undefined, set);
  expect(awaited(withHeld(cib, "a", ["stonith-enabled", "other"]), "a")).toEqual(["other"]);
});

test("a changed element leaves everything beside the way to it the very same", () => {
  const cib = withHeld(withHeld(emptyCib, "a", ["o"]), "b", ["o"]);
  const [a, b] = runnables(cib);
  if (!a || !b) throw new Error("two primitives were put");
  const changed = changeElement(cib, a, release(a));
  expect(runnables(changed)[1]).toBe(b);
  expect(changeElement(cib, element("nowhere"), undefined)).toBe(cib);
});

test("a constraint or a group that is there already is awaited until it names the one that is held", () => {
  const cib = withOrder(withHeld(emptyCib, "a", ["o1", "team"]), "o1", "b", "c");
  const team = element("group", { id: "team" }, [primitive("b"), primitive("c")]);
  const before = putObject(cib, "resources", undefined, team);
  expect(awaited(before, "a")).toEqual(["o1", "team"]);
  expect(awaited(contain(before, "group", "team", ["b", "a", "c"]), "a")).toEqual(["o1"]);
  expect(releaseComplete(withOrder(contain(before, "group", "team", ["a"]), "o2", "a", "b")).released).toEqual([]);
});

test("what an earlier run left held waits for what the program says today, or for nothing; what goes stays held", () => {
  const left = withHeld(withHeld(withHeld(emptyCib, "a", ["(deletion)"]), "b", ["(deletion)"]), "c", ["(deletion)"]);
  const today: Readonly<Record<string, string[]>> = { a: [], b: ["o1"] };
  const { cib, released } = releaseComplete(left, (id) => today[id]);
  expect(released).toEqual(["a"]);
  expect(runnables(cib).map(heldFor)).toEqual([undefined, ["o1"], ["(deletion)"]]);
  expect(releaseComplete(withOrder(cib, "o1", "b", "a"), (id) => today[id]).released).toEqual(["b"]);
});

test("a constraint on a tag is one on what the tag names", () => {
  const tag = element("tag", { id: "t" }, [element("obj_ref", { id: "a" })]);
  const on = (rsc: string) => element("rsc_location", { id: "l", rsc, node: "n", score: "1" });
  const put = (cib: Cib, rsc: string) => putObject(cib, "constraints", undefined, on(rsc));
  const tagged = putObject(withHeld(emptyCib, "a", ["t", "l"]), "tags", undefined, tag);
  expect(releaseComplete(put(tagged, "t")).released).toEqual(["a"]);
  expect(releaseComplete(put(tagged, "other")).released).toEqual([]);
});

test("a node's attribute is waited for by the node's name and its own", () => {
  const attributes = (name: string) =>
    element("instance_attributes", { id: "nodes-1" }, [element("nvpair", { id: "p", name, value: "on" })]);
  const on = (uname: string, name: string, member = "node1:standby") =>
    putObject(
      withHeld(emptyCib, "a", [member]),
      "nodes",
      undefined,
      element("node", { id: "1", uname }, [attributes(name)]),
    );
  expect(releaseComplete(on("node1", "standby")).released).toEqual(["a"]);
  expect(releaseComplete(on("node1", "rack")).released).toEqual([]);
  expect(releaseComplete(on("node2", "standby")).released).toEqual([]);
  expect(releaseComplete(on("node1", "site:zone", "node1:site:zone")).released).toEqual(["a"]);
});
