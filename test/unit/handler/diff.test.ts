import { diff } from "../../../provider/handler/diff";
import type { Properties } from "../../../provider/handler/properties";
import { primitive } from "../../../provider/kinds/primitive";

const web = { cibId: "web", agent: "systemd:web", meta: { "migration-threshold": 3 } };
const of = (olds: Properties, news: Properties, isElsewhere = false) =>
  diff(primitive, { olds: { ...web, ...olds }, news: { ...web, ...news } }, () => isElsewhere);
const nothing = { changes: false };

test("the same, also in other words or with a default written out, is nothing to do", () => {
  expect(of({}, {})).toEqual(nothing);
  expect(of({}, { meta: { "migration-threshold": "3" } })).toEqual(nothing);
  expect(of({}, { adopt: false })).toEqual(nothing);
});

test("another argument is the engine's to compare; so is what has become a secret", () => {
  expect(of({}, { agent: "systemd:nginx" })).toEqual({});
  expect(of({}, { __secrets: ["meta"] })).toEqual({});
});

test("another name is a replacement by the argument that names it; another cluster one as well", () => {
  expect(of({}, { cibId: "site" })).toEqual({ replaces: ["cibId"], deleteBeforeReplace: true });
  const [one, other] = ["aaaa", "bbbb"].map((key) => ({ __cluster: `key ${key}; members 1=a; name x` }));
  expect(of({ ...one }, { ...other })).toEqual({ replaces: ["__cluster"], deleteBeforeReplace: true });
});

test("an update for what was held for something that the program no longer has, and for another provider", () => {
  const held = { __held: ["order"] };
  expect(of(held, { __company: ["order"] })).toEqual(nothing);
  expect(of(held, { __company: [] })).toEqual({ changes: true });
  expect(of({ __provider: "old" }, { __provider: "new" })).toEqual({ changes: true });
});

test("an update for what is not where it should be", () => {
  expect(of({}, {}, true)).toEqual({ changes: true });
});
