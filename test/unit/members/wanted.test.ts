import fc from "fast-check";
import { parseConf, printConf, type Conf } from "../../../provider/corosync/conf";
import { clusterSchema, type ClusterArgs } from "../../../provider/kinds/cluster";
import { differences, needsRestart, wantedConf } from "../../../provider/members/wanted";
import { argsIn } from "../../../provider/members/drift";
import { hostileTexts } from "../../lab/support/hostile";

const args = (more: Partial<ClusterArgs> = {}): ClusterArgs => ({
  clusterName: "web",
  members: { web1: "10.0.0.1", web2: "10.0.0.2" },
  ...more,
});
const members = [
  { name: "web1", id: 1, links: ["10.0.0.1"] },
  { name: "web2", id: 2, links: ["10.0.0.2"] },
];

test("a new cluster's configuration", () => {
  expect(
    printConf(
      wantedConf(undefined, args({ totem: { token: 3000 }, links: { 0: { knet_ping_timeout: 2000 } } }), members),
    ),
  ).toBe(`totem {
  version: 2
  transport: knet
  crypto_cipher: aes256
  crypto_hash: sha256
  cluster_name: web
  token: 3000
  interface {
    linknumber: 0
    knet_ping_timeout: 2000
  }
}

quorum {
  provider: corosync_votequorum
  two_node: 1
}

logging {
  to_logfile: yes
  logfile: /var/log/corosync/corosync.log
  to_syslog: yes
  timestamp: on
}

nodelist {
  node {
    ring0_addr: 10.0.0.1
    name: web1
    nodeid: 1
  }
  node {
    ring0_addr: 10.0.0.2
    name: web2
    nodeid: 2
  }
}
`);
});

const live: Conf = parseConf(`totem {
  version: 2
  cluster_name: web
  transport: knet
  token: 1000
  # an operator's
  window_size: 60
  crypto_cipher: aes128
  crypto_hash: sha1
}
quorum {
  provider: corosync_votequorum
  two_node: 1
}
nodelist {
  node {
    ring0_addr: 10.0.0.1
    name: web1
    nodeid: 1
  }
  node {
    ring0_addr: 10.0.0.2
    name: web2
    nodeid: 2
  }
}
`);

test("what the program does not name stays, comments too; what it no longer names goes", () => {
  expect(differences(live, wantedConf(live, args(), members))).toEqual([]);
  const changed = wantedConf(live, args({ totem: { token: 3000 } }), members);
  expect(differences(live, changed)).toEqual([{ path: "totem.token", before: "1000", after: "3000" }]);
  expect(printConf(changed)).toContain("  # an operator's\n  window_size: 60\n");
  expect(differences(changed, wantedConf(changed, args(), members, args({ totem: { token: 3000 } })))).toEqual([
    { path: "totem.token", before: "3000", after: undefined },
  ]);
});

test.each([
  ["totem.token", false],
  ["totem.crypto_cipher", false],
  ["nodelist.node.2.ring0_addr", false],
  ["totem.interface.1.knet_link_priority", false],
  ["totem.cluster_name", true],
  ["totem.interface.1.mcastport", true],
  ["totem.netmtu", true],
  ["quorum.wait_for_all", true],
  ["quorum.auto_tie_breaker", true],
  ["quorum.last_man_standing_window", true],
  ["quorum.two_node", false],
  ["quorum.expected_votes", false],
  ["quorum.device.votes", false],
])("%s is read at Corosync's start only: %s", (path, expected) => {
  expect(needsRestart({ path, before: "1", after: "2" })).toBe(expected);
});

test("what is written is read back as the same arguments", () => {
  const name = fc.stringMatching(/^knet_[a-z]{1,8}$/);
  const options = fc.dictionary(name, fc.oneof(fc.integer(), fc.stringMatching(/^[a-z0-9]{1,8}$/)), { maxKeys: 3 });
  fc.assert(
    fc.property(options, options, options, (totem, quorum, link) => {
      const wanted = args({ totem, quorum, links: { 1: link } });
      expect(clusterSchema.safeParse(wanted).success).toBe(true);
      const conf = parseConf(printConf(wantedConf(undefined, wanted, members)));
      expect(argsIn(conf, wanted, ["web1", "web2"])).toEqual(wanted);
      expect(printConf(wantedConf(conf, wanted, members))).toBe(printConf(conf));
    }),
  );
});

test("a member that is listed and not there is what no program says; one that is not listed is gone", () => {
  const wanted = args({ members: { web1: "10.0.0.1", web2: "10.0.0.2", web3: "10.0.0.3" } });
  expect(argsIn(live, wanted, ["web1"]).members).toEqual({ web1: "10.0.0.1", web2: "" });
});

test("whatever somebody types as an option is refused, or is in corosync.conf as written", () => {
  const typed = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary" }), fc.string());
  fc.assert(
    fc.property(typed, (value) => {
      const wanted = args({ totem: { token: value } });
      const judged = clusterSchema.safeParse(wanted);
      if (!judged.success) expect(judged.error.issues[0]?.path.slice(0, 2)).toEqual(["totem", "token"]);
      else
        expect(argsIn(parseConf(printConf(wantedConf(undefined, wanted, members))), wanted, ["web1", "web2"])).toEqual(
          wanted,
        );
    }),
    { numRuns: 1000 },
  );
});

test.each(hostileTexts)("%j as a name, an address, a package or a link is refused, or is harmless", (text) => {
  const harmless = /^[\w.:%+-]*$/;
  for (const wanted of [
    { members: { [text]: "10.0.0.1" } },
    { members: { web1: text } },
    { members: { web1: { address: "10.0.0.1", links: [text] } } },
    { packages: [text] },
    { clusterName: text },
    { links: { [text]: { knet_ping_timeout: 1 } } },
    { totem: { [text]: 1 } },
  ])
    if (clusterSchema.safeParse(args(wanted)).success) expect(text).toMatch(harmless);
});
