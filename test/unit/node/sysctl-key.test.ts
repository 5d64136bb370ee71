import fc from "fast-check";
import { dotted, isSysctlKey, isSysctlValue, procPath, sameValue } from "../../../provider/node/sysctl-key";

const word = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_@:+-]{0,12}$/);
const keys = fc
  .tuple(fc.array(word, { minLength: 2, maxLength: 6 }), fc.infiniteStream(fc.constantFrom(".", "/")))
  .map(([words, separators]) => {
    const iterator = separators[Symbol.iterator]();
    return words.reduce((left, right) => `${left}${iterator.next().value as string}${right}`);
  });

test("each key has one path and one spelling with dots", () => {
  fc.assert(
    fc.property(keys, (key) => {
      expect(isSysctlKey(key)).toBe(true);
      expect(procPath(dotted(key))).toBe(procPath(key));
      expect(dotted(procPath(key))).toBe(dotted(key));
      expect(dotted(key)).toMatch(/^\w[\w@:+-]*\./);
    }),
  );
});

test("no key leads out of /proc/sys", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(".", "/", "a", "b", "\n") })), (key) => {
      if (!isSysctlKey(key)) return;
      const segments = procPath(key).split("/");
      expect(segments).not.toContain("");
      expect(segments).not.toContain("..");
      expect(segments).not.toContain(".");
      expect(key).not.toMatch(/\s/);
    }),
  );
});

test.each([
  ["net.ipv4.ip_nonlocal_bind", "net/ipv4/ip_nonlocal_bind", "net.ipv4.ip_nonlocal_bind"],
  ["net/ipv4/ip_forward", "net/ipv4/ip_forward", "net.ipv4.ip_forward"],
  ["net.ipv4.conf.eth0/100.rp_filter", "net/ipv4/conf/eth0.100/rp_filter", "net.ipv4.conf.eth0/100.rp_filter"],
  ["net/ipv4/conf/eth0.100/rp_filter", "net/ipv4/conf/eth0.100/rp_filter", "net.ipv4.conf.eth0/100.rp_filter"],
])("%s", (key, path, spelling) => {
  expect([isSysctlKey(key), procPath(key), dotted(key)]).toEqual([true, path, spelling]);
});

test.each([
  "",
  "net",
  "/net/ipv4",
  "net..ipv4",
  "../etc/x",
  "net/../x",
  "net.",
  "a b.c",
  "net.ipv4.*",
  "-net.x",
  "a.b\n",
  "a.b=1",
])("%j is no key", (key) => {
  expect(isSysctlKey(key)).toBe(false);
});

test("values are one line", () => {
  for (const value of ["1", "32768\t60999", "a = b", "ü"]) expect(isSysctlValue(value)).toBe(true);
  for (const value of ["", " \t", "1\n2", "1\r", "a\0b", "\u001b[1m", "x".repeat(5000)])
    expect(isSysctlValue(value)).toBe(false);
});

test("space between and around numbers has no meaning", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat().map(String), { minLength: 1 }),
      fc.constantFrom("\t", "  ", " \t "),
      (numbers, space) => {
        expect(sameValue(numbers.join(" "), `${space}${numbers.join(space)}\n`)).toBe(true);
        expect(sameValue(numbers.join(" "), [...numbers, "1"].join(" "))).toBe(false);
      },
    ),
  );
  expect(sameValue("10", "1 0")).toBe(false);
});
