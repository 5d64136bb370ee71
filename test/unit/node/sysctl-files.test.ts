import fc from "fast-check";
import {
  assignments,
  atBoot,
  ourContent,
  ourFile,
  stronger,
  type SysctlFiles,
} from "../../../provider/node/sysctl-files";
import { filesOf, section, sections } from "../../../provider/node/sysctl-scripts";

const key = "net.ipv4.ip_nonlocal_bind";

function files(folders: Record<string, string>, rest: Partial<SysctlFiles> = {}): SysctlFiles {
  const found = Object.entries(folders).map(([path, text]) => ({ path, lines: text.split("\n") }));
  return { systemd: true, folders: found, conf: undefined, ...rest };
}

test("our file decides against any file whose name comes before it", () => {
  const name = fc.stringMatching(/^[0-9A-Ya-y][\w-]{0,10}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.nat(9))), fc.nat(9), (others, value) => {
      const all = Object.fromEntries(others.map(([other, its]) => [`/etc/sysctl.d/${other}.conf`, `${key} = ${its}`]));
      const found = files({ ...all, [ourFile(key)]: ourContent(key, String(value)) });
      expect(atBoot(found, key)).toBe(String(value));
      expect(stronger(files(all), key)).toBeUndefined();
    }),
  );
});

test("the last name counts, whatever the folder; of one name the first folder's file", () => {
  expect(atBoot(files({ "/etc/sysctl.d/10-a.conf": `${key}=1`, "/usr/lib/sysctl.d/20-b.conf": `${key}=2` }), key)).toBe(
    "2",
  );
  expect(atBoot(files({ "/etc/sysctl.d/10-a.conf": `${key}=1`, "/usr/lib/sysctl.d/10-a.conf": `${key}=2` }), key)).toBe(
    "1",
  );
  expect(
    atBoot(files({ "/etc/sysctl.d/10-a.conf": "", "/usr/lib/sysctl.d/10-a.conf": `${key}=2` }), key),
  ).toBeUndefined();
});

test("what comes after our file is named, with its line", () => {
  const later = files({ "/etc/sysctl.d/zzz.conf": `# later\n${key} = 0` });
  expect(stronger(later, key)).toMatchObject({ path: "/etc/sysctl.d/zzz.conf", line: 2, value: "0" });
});

test("/etc/sysctl.conf: not read by systemd, the last word of sysctl --system", () => {
  const conf = { path: "/etc/sysctl.conf", lines: [`${key}=0`] };
  expect(atBoot(files({ "/etc/sysctl.d/10-a.conf": `${key}=1` }, { conf }), key)).toBe("1");
  expect(atBoot(files({ "/etc/sysctl.d/10-a.conf": `${key}=1` }, { conf, systemd: false }), key)).toBe("0");
  expect(stronger(files({}, { conf }), key)?.path).toBe("/etc/sysctl.conf");
});

test("names count more than patterns, exclusions take a key out of patterns", () => {
  const all = "net.ipv4.conf.*.rp_filter";
  const one = "net.ipv4.conf.eth0.rp_filter";
  expect(atBoot(files({ "/etc/sysctl.d/1.conf": `${one}=1\n${all}=2` }), one)).toBe("1");
  expect(atBoot(files({ "/etc/sysctl.d/1.conf": `${all}=1\nnet.ipv4.conf.eth?.rp_filter=2` }), one)).toBe("2");
  expect(atBoot(files({ "/etc/sysctl.d/1.conf": `${all}=1\n-${one}` }), one)).toBeUndefined();
  expect(atBoot(files({ "/etc/sysctl.d/1.conf": "net.ipv4.*.rp_filter=1" }), one)).toBeUndefined();
  expect(atBoot(files({ "/etc/sysctl.d/1.conf": "net.ipv4.conf.[!l]*.rp_filter=1" }), one)).toBe("1");
});

test("lines as sysctl.d has them", () => {
  const lines = ["# a", "; b", "", " a.b = 1 2 ", "-a/b.c=3", "-a.b", "nonsense", "a.b=x=y", "a.b="];
  expect(assignments({ path: "f", lines }).map(({ line, pattern, value }) => [line, pattern, value])).toEqual([
    [4, "a/b", "1 2"],
    [5, "a/b.c", "3"],
    [6, "a/b", undefined],
    [8, "a/b", "x=y"],
    [9, "a/b", ""],
  ]);
});

test("any text can be read, and any key's file has a plain name", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => atBoot(files({ "/etc/sysctl.d/1.conf": text }), key)).not.toThrow();
    }),
  );
  expect(ourFile("net.ipv4.conf.eth0/100.rp_filter")).toBe(
    "/etc/sysctl.d/zz-pulumi-pacemaker-net.ipv4.conf.eth0%100.rp_filter.conf",
  );
  expect(ourFile("net/ipv4/ip_forward")).toBe(ourFile("net.ipv4.ip_forward"));
});

test("a file's content is never taken for a head", () => {
  fc.assert(
    fc.property(fc.array(fc.string().map((line) => line.replaceAll("\n", ""))), (lines) => {
      const output = [
        "@running",
        " 1",
        "@systemd",
        "@file /etc/x y.conf",
        ...lines.map((line) => ` ${line}`),
        "",
        "",
      ].join("\n");
      const found = sections(output);
      expect(section(found, "running")).toBe("1");
      expect(filesOf(found)).toEqual({ systemd: true, folders: [{ path: "/etc/x y.conf", lines }], conf: undefined });
    }),
  );
});
