import fc from "fast-check";
import { isSysctlKey, readSetting, restoreSetting, sameValue, writeSetting } from "../../provider/node/sysctl";
import { atBoot, ourFile } from "../../provider/node/sysctl-files";
import { filesOf, readScript, sections } from "../../provider/node/sysctl-scripts";
import { connect, type Connections, type Host } from "../../provider/ssh";
import { sysctlSettingSchema } from "../../provider/kinds/sysctl-setting";
import { type TestCluster, testCluster } from "./support/cluster";
import { hostileTexts, trap } from "./support/hostile";

jest.setTimeout(120_000);

const key = "net.ipv4.ip_nonlocal_bind";
const range = "net.ipv4.ip_local_port_range";

let cluster: TestCluster;
let connections: Connections;
let host: Host;
let before: string;

/** What the machine itself says, not our code. */
const ask = async (script: string): Promise<string> => (await cluster.ask(1, script)).trim();

/** Files of the tests' own; the names sort around ours. */
const others = "/etc/sysctl.d/*-test.conf /run/sysctl.d/*-test.conf /usr/lib/sysctl.d/*-test.conf";

beforeAll(async () => {
  cluster = await testCluster();
  connections = connect({ ...cluster.connection, port: 22, connectTimeout: 10_000, commandTimeout: 30_000 });
  host = await connections.host(cluster.hosts[0] ?? "");
  before = await ask(`mkdir -p /run/sysctl.d; sysctl -n ${range}; sysctl -qw ${key}=0`);
});

afterEach(() => ask(`rm -f ${others} /etc/sysctl.d/zz-pulumi-pacemaker-*; sysctl -qw ${key}=0 '${range}=${before}'`));

afterAll(() => {
  connections.close();
});

test("persistent: now, in a file of ours, and after the files are applied again", async () => {
  expect(await readSetting(host, key)).toEqual({ running: "0", atBoot: undefined, ours: undefined });
  expect(await writeSetting(host, key, "1", true)).toBe("0");
  expect(await readSetting(host, key)).toEqual({ running: "1", atBoot: "1", ours: "1" });
  expect(
    await ask(`sysctl -n ${key}; stat -c '%a %U' ${ourFile(key)}; ls -A /etc/sysctl.d | grep '^\\.p' | wc -l`),
  ).toBe("1\n644 root\n0");
  for (const apply of ["systemctl restart systemd-sysctl", "sysctl --system >/dev/null 2>&1 || true"])
    expect(await ask(`sysctl -qw ${key}=0; ${apply}; sysctl -n ${key}`)).toBe("1");
});

test("not persistent: no file, and one of ours that was there goes", async () => {
  await writeSetting(host, key, "1", true);
  expect(await writeSetting(host, key, "1", false)).toBe("0");
  expect(await readSetting(host, key)).toEqual({ running: "1", atBoot: undefined, ours: undefined });
  expect(await ask(`sysctl -n ${key}; ls ${ourFile(key)} 2>&1 | grep -c 'No such'`)).toBe("1\n1");
});

test("the former value comes back, the file goes; a second time changes nothing", async () => {
  const former = await writeSetting(host, range, "20000 30000", true);
  expect(sameValue(former, before)).toBe(true);
  expect(sameValue((await readSetting(host, range)).running, "20000 30000")).toBe(true);
  for (let i = 0; i < 2; i++) {
    await restoreSetting(host, range, former);
    expect(await ask(`sysctl -n ${range}; ls /etc/sysctl.d | grep -c pulumi || true`)).toBe(`${before}\n0`);
  }
});

test("what was there before us is known after a run that could not tell, but not after somebody else's change", async () => {
  await writeSetting(host, key, "1", true);
  expect(await writeSetting(host, key, "1", true)).toBe("0");
  await ask(`sysctl -qw '${range}=20000 30000'`);
  await writeSetting(host, range, "20000 40000", false);
  await ask(`sysctl -qw '${range}=20000 50000'`);
  expect(sameValue(await writeSetting(host, range, "20000 40000", false), "20000 50000")).toBe(true);
  await restoreSetting(host, key, "0");
  expect(await ask("ls /run/pulumi-pacemaker")).not.toContain("nonlocal");
});

test("a drift of the running kernel and of the file is seen", async () => {
  await writeSetting(host, key, "1", true);
  await ask(`sysctl -qw ${key}=0`);
  expect(await readSetting(host, key)).toEqual({ running: "0", atBoot: "1", ours: "1" });
  await ask(`echo '${key} = 0' > ${ourFile(key)}`);
  expect(await readSetting(host, key)).toEqual({ running: "0", atBoot: "0", ours: "0" });
  await ask(`rm ${ourFile(key)}; echo '${key} = 0' > /etc/sysctl.d/10-test.conf`);
  expect(await readSetting(host, key)).toEqual({ running: "0", atBoot: "0", ours: undefined });
});

test("files that come before ours do not matter, Debian 12's link to sysctl.conf included", async () => {
  await ask(`for n in 60 99; do echo '${key} = 0' > /etc/sysctl.d/$n-test.conf; done`);
  await writeSetting(host, key, "1", true);
  expect(await ask(`systemctl restart systemd-sysctl; sysctl -n ${key}`)).toBe("1");
});

test("a file that comes after ours is named, and nothing is written", async () => {
  await ask(`echo '# local' > /etc/sysctl.d/zzz-test.conf; echo '${key} = 0' >> /etc/sysctl.d/zzz-test.conf`);
  await expect(writeSetting(host, key, "1", true)).rejects.toMatchObject({
    code: "SYSCTL",
    what: expect.stringContaining(
      `/etc/sysctl.d/zzz-test.conf, line 2, sets it to "0" and is applied after`,
    ) as unknown,
  });
  expect(await readSetting(host, key)).toEqual({ running: "0", atBoot: "0", ours: undefined });
  await writeSetting(host, key, "1", false);
  expect((await readSetting(host, key)).running).toBe("1");
});

test("hostile values: refused by us or by the kernel, never run, and nothing is kept", async () => {
  const schema = sysctlSettingSchema.shape.value;
  const [taken, refused] = [true, false].map((fits) =>
    hostileTexts.filter((value) => schema.safeParse(value).success === fits),
  );
  for (const value of refused ?? []) expect(value).toMatch(/^\s*$|\p{Cc}|.{4001}/u);
  for (const value of taken ?? []) await expect(writeSetting(host, key, value, true)).rejects.toThrow(/\[SYSCTL\]/);
  expect(await ask(`sysctl -n ${key}; ls /etc/sysctl.d | grep -c pulumi || true; ls ${trap} 2>&1 || true`)).toMatch(
    /^0\n0\n.*No such file/,
  );
});

test.each([
  [key, "many", /cannot be set to "many": Invalid argument \[SYSCTL\]/],
  [key, "2 2", /\[SYSCTL\]/],
  [
    "net.ipv4.no_such_setting",
    "1",
    /net\.ipv4\.no_such_setting cannot be read: No such file or directory \[SYSCTL\]\n.*spelled/,
  ],
  ["net.ipv4", "1", /cannot be read: Is a directory/],
])("%s = %s is refused in the kernel's words, and nothing is kept", async (name, value, message) => {
  expect(isSysctlKey(name)).toBe(true);
  const refused = writeSetting(host, name, value, true);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({ code: "SYSCTL", detail: { host: host.address } });
  expect(await ask(`sysctl -n ${key}; ls /etc/sysctl.d | grep -c pulumi || true`)).toBe("0\n0");
});

test("what is not the machine's own cannot be changed", async () => {
  const value = await ask("sysctl -n vm.swappiness");
  await expect(writeSetting(host, "vm.swappiness", value, false)).rejects.toThrow(/Permission denied|Read-only/);
});

test("without the right to write: the kernel keeps its value", async () => {
  const own = connect({ ...cluster.connection, sudo: false, port: 22, connectTimeout: 10_000, commandTimeout: 30_000 });
  const user = await own.host(host.address);
  await expect(writeSetting(user, key, "1", true)).rejects.toThrow(/Permission denied \[SYSCTL\]\n.*sudo: true/);
  own.close();
  expect((await readSetting(host, key)).running).toBe("0");
});

test("a file system that takes no file: the kernel gets its value back", async () => {
  await ask(`mkdir ${ourFile(key)} ${ourFile(key)}/full`);
  await expect(writeSetting(host, key, "1", false)).rejects.toThrow(
    /cannot be stored in \/etc\/sysctl\.d: Is a directory/,
  );
  expect((await readSetting(host, key)).running).toBe("0");
  await ask(`rm -r ${ourFile(key)}`);
});

test("an interface whose name has a dot, in both spellings; gone is restored", async () => {
  await ask("ip link add eth9.7 type veth peer name eth9peer");
  const [dots, slashes] = ["net.ipv4.conf.eth9/7.rp_filter", "net/ipv4/conf/eth9.7/rp_filter"];
  const former = await writeSetting(host, dots, "1", true);
  expect(await readSetting(host, slashes)).toEqual({ running: "1", atBoot: "1", ours: "1" });
  expect(await ask(`sysctl -qw ${slashes}=0; systemctl restart systemd-sysctl; sysctl -n ${slashes}`)).toBe("1");
  await ask("ip link del eth9.7");
  await restoreSetting(host, dots, former);
  expect(await ask("ls /etc/sysctl.d | grep -c pulumi || true")).toBe("0");
});

test("the value of the next boot is the one that systemd-sysctl gives", async () => {
  const interfaceKey = "net.ipv4.conf.eth0.rp_filter";
  const folder = fc.constantFrom("/etc", "/run", "/usr/lib");
  const left = fc.constantFrom(
    interfaceKey,
    interfaceKey.replaceAll(".", "/"),
    `-${interfaceKey}`,
    "net.ipv4.conf.*.rp_filter",
    "net/ipv4/conf/e*/rp_filter",
    "net.ipv4.conf.et?0.rp_filter",
    "net.ipv4.conf.[a-e]*.rp_filter",
    "net.ipv4.conf.[!e]*.rp_filter",
    "net.ipv4.*.rp_filter",
  );
  const assignment = fc.tuple(left, fc.constantFrom("1", "2")).map(([name, value]) => `${name} = ${value}`);
  const line = fc.oneof(
    { weight: 6, arbitrary: assignment },
    fc.constantFrom(`-${interfaceKey}`, "-net.ipv4.conf.e*.rp_filter", "# none", `;${interfaceKey}=1`, ""),
  );
  const file = fc.tuple(folder, fc.constantFrom("10", "50", "zz"), fc.array(line, { minLength: 1, maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
      const write = files.map(
        ([base, name, lines]) => `printf '${lines.join("\\n")}' > ${base}/sysctl.d/${name}-test.conf`,
      );
      await ask(
        `rm -f ${others}; ${write.join("\n")}\nsysctl -qw ${interfaceKey}=0; systemctl reset-failed systemd-sysctl; systemctl restart systemd-sysctl || true`,
      );
      const found = filesOf(
        sections(
          (await host.run({ name: "read", script: readScript, files: { key: interfaceKey.replaceAll(".", "/") } }))
            .stdout,
        ),
      );
      expect(await ask(`sysctl -n ${interfaceKey}`)).toBe(atBoot(found, interfaceKey) ?? "0");
    }),
    { numRuns: 40 },
  );
});
