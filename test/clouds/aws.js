const { clusterMade, sameWay } = require("./of-cluster");
const { given, names, numberIn, one, same } = require("./program");

const owner = "arn:aws:ec2:eu-central-1:123456789012";
const routeTables = ["rtb-1", "rtb-2"];
const subnets = ["subnet-1", "subnet-2", "subnet-3"];
const privately = names.map((_, i) => `10.0.${i + 1}.10`);
const publicly = names.map((_, i) => `198.51.100.${i + 1}`);
const aws = /** @type {import("./program").Cloud} */ ({
  config: {
    vpc: "vpc-1",
    subnets: JSON.stringify(subnets),
    routeTables: JSON.stringify(routeTables),
    address: "192.168.100.10",
    management: "203.0.113.0/24",
    clients: "10.0.0.0/16",
    publicKey: "ssh-ed25519 AAAA",
    privateKeyFile: "~/.ssh/id_test",
    instanceType: "t3.small",
  },
  variants: [{ publicAddresses: "true" }, { publicAddresses: "false" }],
  secrets: [],
  make: (type, name, inputs) => {
    const n = numberIn(name);
    if (type === "Cluster") return clusterMade(inputs);
    if (type === "Instance") {
      const own = {
        privateIp: privately[n - 1],
        primaryNetworkInterfaceId: `eni-${n}`,
        arn: `${owner}:instance/i-${n}`,
      };
      return { id: `i-${n}`, state: { ...inputs, ...own } };
    }
    if (type === "Eip") return { id: `eipalloc-${n}`, state: { ...inputs, publicIp: publicly[n - 1] } };
    return { id: `${type}-${name}`, state: { name: `made-${name}`, keyName: `made-${name}`, ...inputs } };
  },
  answer: (token, inputs) =>
    ({
      "aws:ec2/getAmi:getAmi": { id: "ami-1" },
      "aws:index/getRegion:getRegion": { region: "eu-central-1" },
      "aws:ec2/getRouteTable:getRouteTable": { arn: `${owner}:route-table/${String(inputs["routeTableId"])}` },
    })[token] ?? {},
  declares: ({ config }) => [
    "SecurityGroup web",
    "Role web",
    "InstanceProfile web",
    "KeyPair web",
    ...names.map((name) => `Instance ${name}`),
    ...(config["publicAddresses"] === "true" ? names.map((name) => `Eip ${name}`) : []),
    "RolePolicy web",
    ...routeTables.map((table) => `Route web-${table}`),
    "pulumi-nodejs web-machines",
    "Cluster web",
    "pulumi-nodejs web",
    "Primitive fencing",
    "ResourceDefault resource-stickiness",
    "Primitive web-address",
    "Primitive web-site",
    "Group web",
  ],
  checks: {
    "each machine is in a zone of its own, passes on what is not for itself, and wants tokens": (program, { made }) => {
      for (const [i, name] of names.entries()) {
        const machine = one(program, `Instance ${name}`);
        same(given(machine), {
          ami: "ami-1",
          instanceType: "t3.small",
          subnetId: subnets[i],
          vpcSecurityGroupIds: [made("SecurityGroup-web")],
          iamInstanceProfile: made("made-web"),
          keyName: made("made-web"),
          sourceDestCheck: false,
          metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
          rootBlockDevice: { encrypted: true },
          tags: { Name: name },
        });
        same(machine.ignoreChanges, ["ami"]);
      }
    },
    "SSH and the site are open to their networks, Corosync to the members": (program) => {
      const { vpcId, ingress } = given(one(program, "SecurityGroup web"));
      same(vpcId, "vpc-1");
      same(ingress, [
        { description: "SSH", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["203.0.113.0/24"] },
        { description: "Web site", protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/16"] },
        { description: "Corosync", protocol: "udp", fromPort: 5405, toPort: 5405, self: true },
      ]);
    },
    "machines may do what the two agents do, to themselves and to these routes": (program, { made }) => {
      const { policy } = given(one(program, "RolePolicy web"));
      same(policy, {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: ["ec2:DescribeInstances", "ec2:DescribeRouteTables"], Resource: "*" },
          {
            Effect: "Allow",
            Action: "ec2:ReplaceRoute",
            Resource: routeTables.map((table) => `${owner}:route-table/${table}`),
          },
          {
            Effect: "Allow",
            Action: ["ec2:StartInstances", "ec2:StopInstances"],
            Resource: names.map((_, i) => made(`${owner}:instance/i-${i + 1}`)),
          },
        ],
      });
    },
    "a route in each table begins at the first machine, and is the cluster's then": (program, { made }) => {
      for (const table of routeTables) {
        const route = one(program, `Route web-${table}`);
        const wanted = { routeTableId: table, destinationCidrBlock: "192.168.100.10/32" };
        same(given(route), { ...wanted, networkInterfaceId: made("eni-1") });
        same(route.ignoreChanges, ["networkInterfaceId"]);
      }
    },
    "the cluster has the machines' addresses, and private links": (program, stage) => {
      const addresses = stage.config["publicAddresses"] === "true" ? publicly : privately;
      const { members, packages } = given(one(program, "Cluster web"));
      const member = (/** @type {number} */ i) => ({
        address: stage.made(addresses[i]),
        links: [stage.made(privately[i])],
      });
      same(members, Object.fromEntries(names.map((name, i) => [name, member(i)])));
      same(packages, ["apache2", "curl", "awscli", "fence-agents-aws"]);
      sameWay(program, stage, addresses, { user: "admin", sudo: true });
    },
    "what the agents need is there before the cluster's resources": (program) => {
      const needed = ["web", ...routeTables.map((table) => `web-${table}`)];
      same(
        needed.filter((name) => !one(program, "pulumi-nodejs web").dependsOn.includes(name)),
        [],
      );
    },
    "fencing names every machine": (program, { made }) => {
      const { agent, params } = given(one(program, "Primitive fencing"));
      same(agent, "stonith:fence_aws");
      same(params, {
        region: "eu-central-1",
        pcmk_host_map: made("web1:i-1;web2:i-2;web3:i-3"),
        power_timeout: 240,
        pcmk_reboot_timeout: "600s",
        pcmk_off_timeout: "600s",
      });
    },
    "the address's agent has its route tables": (program) => {
      const { agent, params } = given(one(program, "Primitive web-address"));
      same(agent, "ocf:heartbeat:aws-vpc-move-ip");
      same(params, {
        ip: "192.168.100.10",
        routing_table: "rtb-1,rtb-2",
        interface: "ens5",
        auth_type: "role",
        region: "eu-central-1",
      });
    },
  },
});

module.exports = { aws };
