import fc from "fast-check";
import { canonicalValue, parseScore, parseTime, sameValue } from "../../../provider/cib/meaning";

test.each<[string, string, string]>([
  ["interval", "60s", "1min"],
  ["interval", "10", "10000ms"],
  ["timeout", "2h", "120min"],
  ["score", "inf", "INFINITY"],
  ["score", "-INF", "-INFINITY"],
  ["score", "2000000", "INFINITY"],
  ["priority", "+5", "5"],
  ["stonith-enabled", "no", "false"],
  ["standby", "on", "true"],
  ["target-role", "Master", "Promoted"],
  ["role", "slave", "Unpromoted"],
])("%s: %s and %s mean the same", (name, a, b) => {
  expect(sameValue(name, a, b)).toBe(true);
});

test.each<[string, string | undefined, string | undefined]>([
  ["interval", "10s", "10ms"],
  ["score", "1", "-1"],
  ["score", "INFINITY", "-INFINITY"],
  ["stonith-enabled", "true", "false"],
  ["configfile", "60s", "1min"],
  ["interval", "10 parsec", "10"],
  ["interval", undefined, "0"],
])("%s: %s and %s differ", (name, a, b) => {
  expect(sameValue(name, a, b)).toBe(false);
});

test("a time is the same in every unit that holds it", () => {
  fc.assert(
    fc.property(fc.nat(100_000), (hours) => {
      const all = [`${hours}h`, `${hours * 60}min`, `${hours * 3600}`, `${hours * 3600}s`, `${hours * 3_600_000}ms`];
      expect(new Set(all.map(parseTime))).toEqual(new Set([hours * 3_600_000]));
    }),
  );
});

test("a score never leaves its bounds, and its sign is kept", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      const score = parseScore(String(number)) ?? NaN;
      expect(Math.abs(score)).toBeLessThanOrEqual(1_000_000);
      expect(Math.sign(score)).toBe(Math.sign(number));
    }),
  );
});

test("one spelling for all that mean the same, and it is its own", () => {
  const everyObjectHas = fc.constantFrom("__proto__", "constructor", "toString");
  const name = fc.oneof(fc.constantFrom("interval", "score", "stonith-enabled", "role", "configfile"), everyObjectHas);
  fc.assert(
    fc.property(name, fc.oneof(fc.string(), everyObjectHas), (name, value) => {
      expect(typeof canonicalValue(name, value)).toBe("string");
      expect(sameValue(name, value, value)).toBe(true);
    }),
  );
});
