import { runOn } from "../../../lab/enter";
import { down, killMachine, removeMachine, status } from "../../../lab/lab";
import { parseAddress } from "../../../lab/names";
import type { Debian } from "../../../lab/recipe";
import { existingLab, keyFile, knownHostsFile } from "../../../lab/state";
import * as pacemaker from "../../../sdk";
import { shop, type ShopArgs } from "../../../examples/machines-and-cluster/shop";
import { pacemaker as command } from "./command";
import { probe, type Gap } from "./prober";
import { testStack, type TestStack } from "./stack";
import { until } from "./until";

/** The life of the example's machines and of their cluster. */
export const lifeOfShop = (debian: Debian): void => {
  jest.setTimeout(900_000);
  const lab = `self-shop-${debian}`;
  const subnet = debian === "trixie" ? "10.0.249" : "10.0.248";
  const page = `http://${subnet}.40/`;
  let wanted: ShopArgs = { lab, subnet, debian, members: 3 };
  let stack: TestStack;
  const change = (more: Partial<ShopArgs>) => {
    wanted = { ...wanted, ...more };
  };

  beforeAll(async () => {
    await down(lab);
    stack = await testStack(() => Promise.resolve({ page: shop(wanted) }));
  });
  afterAll(async () => {
    await stack.remove();
    await down(lab);
  });

  /** By the last number of a machine's address. */
  const files = () => ({ keyFile: keyFile(lab), knownHosts: knownHostsFile(lab) });
  const ask = async (last: number, script: string): Promise<string> => {
    const { machine } = parseAddress(`${subnet}.${last}`);
    const { status: code, stdout, stderr } = await runOn(existingLab(lab), machine, script);
    if (code !== 0) throw new Error(`${script}: exit status ${code}\n${stdout}${stderr}`);
    return stdout;
  };
  /** The cluster in its own words, from one of its members. */
  const members = async (last: number) => {
    const online = await ask(last, "crm_node --list | awk '$3 == \"member\" { print $2 }' | sort");
    const listed = await ask(last, "corosync-cmapctl -b nodelist. | sed -n 's/.*name (str) = //p' | sort");
    const votes = await ask(last, "corosync-quorumtool -s | sed -n 's/^Expected votes: *//p'");
    const known = await ask(last, 'cibadmin -Q -o nodes | sed -n \'s/.* uname="\\([^"]*\\)".*/\\1/p\' | sort');
    const [a = "", b = "", c = ""] = [online, listed, known].map((each) => each.trim().split("\n").join(" "));
    expect([b, c, votes.trim()]).toEqual([a, a, String(a.split(" ").length)]);
    return a;
  };
  const activeNode = async (last: number) =>
    (await ask(last, "crm_resource --resource shop-site --locate | sed 's/.* on: //'")).trim();
  const up = async () => (await stack.up()).summary.resourceChanges;
  /** A run of the engine while somebody looks at the page. */
  const whileWatched = async (act: () => Promise<unknown>): Promise<Gap[]> => {
    const watching = probe(page);
    try {
      await act();
    } finally {
      const { gaps } = await watching.end();
      // eslint-disable-next-line no-unsafe-finally -- what the act threw comes first
      return gaps;
    }
  };
  let failover = 0;

  test("a preview from nothing shows all that will be made", async () => {
    const { changeSummary } = await stack.preview();
    expect(changeSummary).toEqual({ create: 13 });
  });

  test("one up makes machines, cluster and site; a second one changes nothing", async () => {
    await stack.up();
    expect(await members(3)).toBe("delft gouda leiden");
    expect((await fetch(page)).status).toBe(200);
    for (const last of [3, 5, 6]) {
      expect(await ask(last, "stat -c '%a %U' /etc/corosync/authkey")).toBe("400 root\n");
      expect(await ask(last, "systemctl is-enabled corosync pacemaker apache2 || true")).toBe(
        "enabled\nenabled\ndisabled\n",
      );
      expect(await ask(last, "getent ahostsv4 gouda | awk '{ print $1; exit }'")).toBe(`${subnet}.5\n`);
      expect(await ask(last, "[ ! -e /usr/sbin/policy-rc.d ] && sysctl -n net.ipv4.ip_nonlocal_bind")).toBe("1\n");
    }
    expect(new Set(await Promise.all([3, 5, 6].map((last) => ask(last, "sha256sum /etc/corosync/authkey")))).size).toBe(
      1,
    );
    expect(await up()).toEqual({ same: 13 });
  });

  test("a failover, as long as one takes", async () => {
    const gaps = await whileWatched(async () => {
      const active = await activeNode(3);
      await ask(3, `crm_standby --node ${active} --update on`);
      await until(
        "the site elsewhere",
        () => activeNode(3),
        (node) => node !== active && node !== "",
      );
      // It is said to be there while its start goes on.
      await until(
        "the page",
        () => fetch(page).then((answer) => answer.status),
        (code) => code === 200,
      );
      await ask(3, `crm_standby --node ${active} --delete`);
    });
    failover = Math.max(1000, ...gaps.map(({ milliseconds }) => milliseconds));
  });

  test("3 members become 5, and 3 again; the page stays", async () => {
    change({ members: 5 });
    expect(await whileWatched(up)).toEqual([]);
    expect(await members(9)).toBe("breda delft gouda hoorn leiden");
    expect(await ask(9, "sysctl -n net.ipv4.ip_nonlocal_bind")).toBe("1\n");
    change({ members: 3 });
    const gaps = await whileWatched(up);
    expect(gaps.length).toBeLessThanOrEqual(1);
    expect(await members(3)).toBe("delft gouda leiden");
    expect((await status(lab)).machines.map(({ address }) => address)).toEqual(
      [3, 5, 6].map((last) => `${subnet}.${last}`),
    );
  });

  test.each([
    ["goes before its successor comes", false, "gouda", 7],
    ["stays until its successor is a member", true, "leiden", 4],
  ])("a machine that is replaced %s: drained, removed, joined again", async (_, successorFirst, name, last) => {
    change({ moved: { ...wanted.moved, [name]: last }, successorFirst });
    const gaps = await whileWatched(up);
    expect(gaps.length).toBeLessThanOrEqual(1);
    for (const { milliseconds } of gaps) expect(milliseconds).toBeLessThan(failover * 3 + 10_000);
    expect(await members(3)).toBe("delft gouda leiden");
    expect(await ask(last, "hostname")).toBe(`${name}\n`);
  });

  test("a machine that vanished does not block the stack", async () => {
    await killMachine(lab, 7);
    await removeMachine(lab, 7);
    await stack.refresh();
    await stack.up();
    expect(await members(3)).toBe("delft gouda leiden");
    expect((await fetch(page)).status).toBe(200);
  });

  test("a member is deleted from the command line; a refresh sees it, and the next up brings it back", async () => {
    const { keyFile: key, knownHosts } = files();
    const flags = ["--hosts", `${subnet}.3,${subnet}.7`, "--user", "admin", "--sudo"];
    const { code, stdout, stderr } = await command([
      ...["node", "delete", "leiden"],
      ...[...flags, "--private-key-file", key, "--host-keys", knownHosts],
    ]);
    expect([code, stdout, stderr]).toEqual([0, "leiden is no member any more\n", ""]);
    expect(await members(3)).toBe("delft gouda");
    expect(await ask(4, "ls /etc/corosync; systemctl is-active corosync pacemaker || true")).toBe(
      "uidgid.d\ninactive\ninactive\n",
    );
    await stack.refresh();
    expect((await stack.up()).summary.resourceChanges).toMatchObject({ update: 1 });
    expect(await members(4)).toBe("delft gouda leiden");
  });

  describe("another program's Cluster of the same machines", () => {
    let other: TestStack;
    let args: Partial<pacemaker.ClusterArgs> = {};
    const program = () => {
      const { keyFile: key, knownHosts } = files();
      const reached = { user: "admin", sudo: true, privateKeyFile: key, hostKeys: { file: knownHosts } };
      const named = Object.fromEntries(
        Object.entries({ delft: 3, gouda: 7, leiden: 4 }).map(([name, last]) => [name, `${subnet}.${last}`]),
      );
      new pacemaker.Cluster("shop", { members: named, ...reached, ...args });
      return Promise.resolve({});
    };
    beforeAll(async () => {
      other = await testStack(program);
    });
    afterAll(() => other.remove());
    const failing = async (run: () => Promise<unknown>): Promise<string> => {
      const before = other.output.length;
      await expect(run()).rejects.toThrow();
      return other.output.slice(before);
    };
    const state = () =>
      ask(3, "md5sum /etc/corosync/corosync.conf /etc/corosync/authkey; pgrep -x corosync; pgrep -x pacemakerd");

    test("is refused where it differs, and says in what", async () => {
      const before = await state();
      args = { totem: { token: 5000 } };
      expect(await failing(() => other.up())).toMatch(/totem.token: 3000 → 5000.*\[EXISTS\]/);
      args = { clusterName: "other" };
      expect(await failing(() => other.up())).toMatch(/is a member of the cluster shop \(delft, .*\[OTHER_CLUSTER\]/);
      expect(await state()).toBe(before);
    });

    test("is taken over as it is where it does not", async () => {
      const before = await state();
      args = {};
      await other.preview();
      expect(other.output).toContain("is taken over as it is");
      await other.up();
      expect((await other.up()).summary.resourceChanges).toEqual({ same: 3 });
      expect(await state()).toBe(before);
    });

    test("is taken over with a change where that is allowed, and with no other", async () => {
      await other.remove();
      other = await testStack(program);
      args = { adopt: true, totem: { token: 4000 } };
      await other.preview();
      expect(other.output).toContain("is taken over with a change: totem.token: 3000 → 4000");
      const before = await ask(3, "cat /etc/corosync/corosync.conf");
      await other.up();
      expect(await ask(3, "cat /etc/corosync/corosync.conf")).toBe(before.replace("token: 3000", "token: 4000"));
      expect((await other.up()).summary.resourceChanges).toEqual({ same: 3 });
    });

    test("changes options and the key without a restart", async () => {
      const pids = async () => (await state()).split("\n").slice(2).join(" ");
      const [before, key] = [await pids(), await ask(4, "sha256sum /etc/corosync/authkey")];
      args = { totem: { token: 5000 }, keyVersion: 2 };
      await other.up();
      // Corosync adds its token_coefficient of 650 for each member beyond the second.
      expect(await ask(4, "corosync-cmapctl -g runtime.config.totem.token")).toContain("= 5650");
      expect(await ask(4, "sha256sum /etc/corosync/authkey")).not.toBe(key);
      expect(await pids()).toBe(before);
      expect(await members(7)).toBe("delft gouda leiden");
      // By the key before it the first program knows it still.
      await stack.refresh();
      expect((await stack.preview()).changeSummary).toMatchObject({ same: 11 });
    });

    test("with allowQuorumLoss changes its encryption, and what Corosync reads at its start; what runs stays", async () => {
      args = { ...args, allowQuorumLoss: true, crypto: { cipher: "aes128" }, quorum: { wait_for_all: 1 } };
      expect(await whileWatched(() => other.up())).toEqual([]);
      expect(await ask(4, "corosync-cmapctl -g totem.crypto_cipher")).toContain("= aes128");
      expect(await ask(4, "corosync-quorumtool -s | grep Flags")).toContain("WaitForAll");
      expect(await members(7)).toBe("delft gouda leiden");
      expect(await ask(3, "cibadmin -Q | grep -c maintenance-mode || true")).toBe("0\n");
      args = { ...args, allowQuorumLoss: false };
    });

    test.each<[string, Partial<pacemaker.ClusterArgs>, RegExp]>([
      ["most of its members", { members: { delft: `${subnet}.3` } }, /of 3 members only 1 stays.*allowQuorumLoss/],
      ["its encryption", { crypto: { cipher: "aes192" } }, /would lose its quorum for a change of totem.crypto_cipher/],
      [
        "what Corosync reads at its start",
        { totem: { netmtu: 1400 } },
        /would lose its quorum for a change of totem.netmtu/,
      ],
      ["its name", { clusterName: "market" }, /a cluster keeps its name, shop/],
    ])("a preview refuses to change %s", async (_, more, words) => {
      const kept = args;
      args = { ...args, ...more };
      expect(await failing(() => other.preview())).toMatch(words);
      args = kept;
    });
  });

  test("machines and cluster are destroyed together", async () => {
    await stack.destroy();
    expect(await status(lab)).toEqual({ name: lab, exists: false, machines: [] });
  });
};
