import fc from "fast-check";
import { agent, id, pairName, score, text, time } from "../../../provider/kinds/fields";
import { typed } from "../../fixtures/arbitraries";

test.each([
  ["a\nb", "control character"],
  ["\t", "control character"],
  ["\0", "control character"],
  ["\ud800", "surrogate"],
  ["C:\\", "backslash at its end"],
  ['say \\"hi\\"', "before a quotation mark"],
  ["é & ü", "beyond ASCII together with"],
  ['é "', "beyond ASCII together with"],
])("%j is no text that every cluster carries: %s", (value, why) => {
  expect(text.safeParse(value).error?.issues[0]?.message).toContain(why);
});

test.each(["", " ", "a b", "é", "🎉", "a & b", "C:\\dir", "x".repeat(10_000), "$(id)", "'", '"'])("%j is", (value) => {
  expect(text.safeParse(value).success).toBe(true);
});

test("a text is taken as it is or not at all", () => {
  fc.assert(
    fc.property(typed, (value) => {
      const { success, data } = text.safeParse(value);
      if (success) expect(data).toBe(value);
    }),
  );
});

test.each([
  [id, ["web", "_x", "a.b-c", "A1"], ["", "1a", "a b", "a:b", "-a", "é", "a/b", "a".repeat(256)]],
  [pairName, ["ip", "target-role", "site:note", "#uname", "a.b"], ["", "1", "a b", "a=b", "é", "$id"]],
  [time, [0, 10, "10", "10s", "500ms", "1min", "2h"], [-1, "", "10 parsecs", "s", "1.5s"]],
  [score, [0, -5, "INFINITY", "-inf", "+INFINITY", "100"], [1.5, "", "much", "1e3"]],
  [
    agent,
    ["ocf:heartbeat:apache", "systemd:nginx", "systemd:getty@tty1", "stonith:fence_ipmilan", "lsb:x"],
    ["apache", "ocf:apache", "ocf:heartbeat:apache op", "heartbeat:apache", "ocf::apache", "systemd:a b"],
  ],
])("each field takes what crm takes", (field, good, bad) => {
  for (const value of good) expect([value, field.safeParse(value).success]).toEqual([value, true]);
  for (const value of bad) expect([value, field.safeParse(value).success]).toEqual([value, false]);
});
