const { parseJson } = require("../../toolchain/json");
const { clusterMade, sameWay } = require("./of-cluster");
const { given, mapped, names, numberIn, one, same } = require("./program");

const publicly = names.map((_, i) => `198.51.100.${i + 1}`);
const hetzner = /** @type {import("./program").Cloud} */ ({
  config: {
    clusterToken: "hush",
    management: "203.0.113.0/24",
    publicKey: "ssh-ed25519 AAAA",
    privateKeyFile: "~/.ssh/id_test",
    location: "fsn1",
    serverType: "cx23",
  },
  variants: [{}],
  secrets: ["clusterToken"],
  make: (type, name, inputs) => {
    const n = numberIn(name);
    if (type === "Cluster") return clusterMade(inputs);
    if (type === "Server") {
      const own = { ipv4Address: publicly[n - 1], networks: [{ subnetId: "10-10.0.1.0/24", ip: `10.0.1.${n + 1}` }] };
      return { id: String(100 + n), state: { ...inputs, ...own } };
    }
    if (type === "FloatingIp") return { id: "50", state: { ...inputs, ipAddress: "192.0.2.5" } };
    const ids = { Network: "10", NetworkSubnet: "10-10.0.1.0/24", Firewall: "20", PlacementGroup: "30", SshKey: "40" };
    return { id: Object.entries(ids).find(([each]) => each === type)?.[1] ?? name, state: inputs };
  },
  answer: (token) => (token === "hcloud:index/getLocation:getLocation" ? { networkZone: "eu-central" } : {}),
  declares: () => [
    "Network web",
    "NetworkSubnet web",
    "Firewall web",
    "PlacementGroup web",
    "SshKey web",
    ...names.map((name) => `Server ${name}`),
    "FloatingIp web",
    "pulumi-nodejs web-machines",
    "Cluster web",
    "pulumi-nodejs web",
    "Primitive fencing",
    "ResourceDefault resource-stickiness",
    "Primitive web-floating-ip",
    "FailoverIp web-address",
    "Primitive web-site",
    "Group web",
  ],
  checks: {
    "servers are apart from each other, and have a network of their own": (program, { made }) => {
      same(given(one(program, "PlacementGroup web")), { type: "spread" });
      same(given(one(program, "NetworkSubnet web")), {
        networkId: made(10),
        type: "cloud",
        networkZone: "eu-central",
        ipRange: "10.0.1.0/24",
      });
      for (const name of names) {
        const { userData, ...server } = given(one(program, `Server ${name}`));
        same(typeof userData, "string");
        same(server, {
          image: "debian-13",
          serverType: "cx23",
          location: "fsn1",
          placementGroupId: made(30),
          networks: [{ subnetId: made("10-10.0.1.0/24"), aliasIps: [] }],
          firewallIds: [made(20)],
          sshKeys: [made("40")],
        });
      }
    },
    "SSH is open to its network, and nothing but the site to all": (program) => {
      same(given(one(program, "Firewall web"))["rules"], [
        { description: "SSH", direction: "in", protocol: "tcp", port: "22", sourceIps: ["203.0.113.0/24"] },
        { description: "Web site", direction: "in", protocol: "tcp", port: "80", sourceIps: ["0.0.0.0/0", "::/0"] },
      ]);
    },
    "servers begin with the two agents, and with no secret": (program) => {
      for (const name of names) {
        const text = String(given(one(program, `Server ${name}`))["userData"]);
        same(text.split("\n")[0], "#cloud-config");
        const files = /** @type {{ write_files: Record<string, string>[] }} */ (parseJson(text.replace(/^.*\n/, "")));
        same(
          files.write_files.map(({ path: place, permissions, content = "" }) => [
            place,
            permissions,
            content.slice(0, 18),
          ]),
          [
            ["/usr/lib/ocf/resource.d/team/floating-ip", "0755", "#!/usr/bin/python3"],
            ["/usr/sbin/fence_hcloud", "0755", "#!/usr/bin/python3"],
          ],
        );
        // Hetzner's limit.
        same(text.length < 32 * 1024, true);
      }
    },
    "the cluster has the servers' public addresses, and private links": (program, stage) => {
      const { members, packages } = given(one(program, "Cluster web"));
      const member = (/** @type {number} */ i) => ({
        address: stage.made(publicly[i]),
        links: [stage.made(`10.0.1.${i + 2}`)],
      });
      same(members, Object.fromEntries(names.map((name, i) => [name, member(i)])));
      same(packages, ["apache2", "curl", "fence-agents-common", "python3-hcloud"]);
      sameWay(program, stage, publicly, {});
    },
    "fencing names every server, and has its token as a secret": (program, { made }) => {
      const device = one(program, "Primitive fencing");
      same(given(device)["agent"], "stonith:fence_hcloud");
      same(given(device)["params"], {
        api_token: "hush",
        pcmk_host_map: made("web1:101;web2:102;web3:103"),
        pcmk_reboot_timeout: "180s",
        pcmk_off_timeout: "180s",
      });
      same(
        mapped(device.inputs["__secrets"], (value) => value),
        ["params.api_token"],
      );
    },
    "the floating IP leads to whom the cluster says, who takes it": (program, { made }) => {
      same(given(one(program, "FloatingIp web")), { type: "ipv4", homeLocation: "fsn1" });
      const way = one(program, "Primitive web-floating-ip");
      same(given(way)["agent"], "ocf:team:floating-ip");
      same(given(way)["params"], { floating_ip: made("50"), api_token: "hush" });
      const { ip, cidrNetmask, nic } = given(one(program, "FailoverIp web-address"));
      same([ip, cidrNetmask, nic], [made("192.0.2.5"), 32, "eth0"]);
      same(given(one(program, "Group web"))["members"], ["web-floating-ip", "web-address", "web-site"]);
    },
  },
});

module.exports = { hetzner };
