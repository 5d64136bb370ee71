import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface MachinesArgs {
  vpc: string;
  /** One for each machine. */
  subnets: readonly string[];
  /** Those in which the site's address is. */
  routeTables: readonly string[];
  /** The site's address, which is none of the VPC's. */
  address: string;
  /** The networks from which SSH comes, and from which the site is used. */
  management: string;
  clients: string;
  publicAddresses: boolean;
  publicKey: string;
  instanceType: string;
}

export interface Machine {
  /** EC2's name of it. */
  id: pulumi.Output<string>;
  /** Where SSH goes. */
  address: pulumi.Output<string>;
  privateAddress: pulumi.Output<string>;
}

export interface Machines {
  /** By the names of their nodes. */
  machines: Record<string, Machine>;
  region: pulumi.Output<string>;
  /** What the cluster's agents cannot do without. */
  ready: pulumi.Resource[];
}

/** Debian 13 in as many availability zones as there are subnets, and what its machines may do, and who may reach them. */
export function machinesInVpc(args: MachinesArgs): Machines {
  const group = new aws.ec2.SecurityGroup("web", {
    description: "Members of the cluster web",
    vpcId: args.vpc,
    ingress: [
      { description: "SSH", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [args.management] },
      { description: "Web site", protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: [args.clients] },
      // All that members say to each other, Pacemaker's part too, goes through Corosync, and its first link is here.
      { description: "Corosync", protocol: "udp", fromPort: 5405, toPort: 5405, self: true },
    ],
    // Debian's archive, and the interface of EC2, which has no fixed addresses.
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  });

  const role = new aws.iam.Role("web", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal(aws.iam.Principals.Ec2Principal),
  });
  const profile = new aws.iam.InstanceProfile("web", { role: role.name });

  const key = new aws.ec2.KeyPair("web", { publicKey: args.publicKey });
  const image = aws.ec2.getAmiOutput({
    owners: ["136693071363"], // Debian's own account
    filters: [{ name: "name", values: ["debian-13-amd64-*"] }],
    mostRecent: true,
  });
  const made = args.subnets.map((subnetId, i) => {
    const name = `web${i + 1}`;
    const instance = new aws.ec2.Instance(
      name,
      {
        ami: image.id,
        instanceType: args.instanceType,
        subnetId,
        vpcSecurityGroupIds: [group.id],
        iamInstanceProfile: profile.name,
        keyName: key.keyName,
        // The site's address is not the interface's own: with the check on, nothing for it would arrive.
        sourceDestCheck: false,
        // Of the profile's credentials, only with a token first.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
        rootBlockDevice: { encrypted: true },
        tags: { Name: name },
      },
      // A newer image is no reason to replace machines that run.
      { ignoreChanges: ["ami"] },
    );
    // One that stays: a machine that fencing stops and starts comes back with another address of its own.
    const elastic = args.publicAddresses && new aws.ec2.Eip(name, { domain: "vpc", instance: instance.id });
    return { name, instance, address: elastic ? elastic.publicIp : instance.privateIp };
  });
  const [first] = made;
  if (!first) throw new pulumi.RunError("a cluster has at least one member");

  // What ocf:heartbeat:aws-vpc-move-ip and stonith:fence_aws ask for. Descriptions cannot be limited to a resource.
  const policy = new aws.iam.RolePolicy("web", {
    role: role.name,
    policy: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["ec2:DescribeInstances", "ec2:DescribeRouteTables"], Resource: "*" },
        {
          Effect: "Allow",
          Action: "ec2:ReplaceRoute",
          Resource: args.routeTables.map((routeTableId) => aws.ec2.getRouteTableOutput({ routeTableId }).arn),
        },
        {
          Effect: "Allow",
          Action: ["ec2:StartInstances", "ec2:StopInstances"],
          Resource: made.map(({ instance }) => instance.arn),
        },
      ],
    },
  });

  // The agent replaces routes that are there, and makes none. From then on they lead where the cluster says.
  const routes = args.routeTables.map(
    (routeTableId) =>
      new aws.ec2.Route(
        `web-${routeTableId}`,
        {
          routeTableId,
          destinationCidrBlock: `${args.address}/32`,
          networkInterfaceId: first.instance.primaryNetworkInterfaceId,
        },
        { ignoreChanges: ["networkInterfaceId"] },
      ),
  );

  return {
    machines: Object.fromEntries(
      made.map(({ name, instance, address }) => [
        name,
        { id: instance.id, address, privateAddress: instance.privateIp },
      ]),
    ),
    region: aws.getRegionOutput().region,
    ready: [policy, ...routes],
  };
}
