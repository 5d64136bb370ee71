import { z } from "zod";
import { container } from "./container";
import { boolean, cibId, common, evenIfWrong, exactlyOne, id, partIds, problem, reference, text } from "./fields";
import { clearMoves } from "./moves";
import { byId, inside } from "./child-parts";
import { pairsIn } from "./pair-parts";
import { attribute, count, fields, parts, type Part } from "./parts";
import { meta } from "./primitive";

const positive = z.union([z.int().positive(), z.string().regex(/^[1-9]\d*$/)], "must be an integer from 1");
const port = z.union(
  [z.int().min(1).max(65_535), z.string().regex(/^\d{1,5}$/)],
  "must be a port, an integer from 1 to 65535",
);
const absolute = text.regex(/^\//, "must be an absolute path");

const launched = z
  .strictObject({
    image: text.min(1).meta({ description: "The container image, with its tag; every node must have it or get it." }),
    replicas: positive.optional().meta({ description: "How many containers run. Default: promotedMax, else 1." }),
    replicasPerHost: positive
      .optional()
      .meta({ description: "How many of them may run on one node (replicas-per-host). Default: 1." }),
    promotedMax: z
      .union([z.int().nonnegative(), z.string().regex(/^\d+$/)], "must be an integer from 0")
      .optional()
      .meta({
        description:
          "How many instances of `resource` may be promoted (promoted-max); any makes it promotable. Default: 0.",
      }),
    runCommand: text.min(1).optional().meta({
      description:
        "What runs in the container (run-command). With a `resource` it must start pacemaker-remoted. Default: pacemaker-remoted with a `resource`, else the image's own.",
    }),
    network: text
      .min(1)
      .optional()
      .meta({ description: "Which network the container gets, e.g. host (--net). Default: the launcher's own." }),
    options: text.min(1).optional().meta({ description: "More words for `podman run` or `docker run`." }),
  })
  .meta({ description: "How the containers of a bundle are launched.", name: "BundleContainer" });
type Launched = z.infer<typeof launched>;

const portMapping = z
  .strictObject({
    port: port.optional().meta({ description: "The port on the replica's address, or on the node." }),
    internalPort: port.optional().meta({ description: "The port in the container (internal-port). Default: `port`." }),
    range: z
      .string()
      .regex(/^\d{1,5}-\d{1,5}$/, 'must be a range of ports such as "8000-8010"')
      .optional()
      .meta({ description: "Instead of `port`: all of a range of ports, first-last, the same in the container." }),
  })
  .superRefine(exactlyOne(["port", "range"], "a port, or a range of them"), evenIfWrong)
  .superRefine(({ range, internalPort }, context) => {
    if (range !== undefined && internalPort !== undefined)
      problem(context, "internalPort", "cannot be together with range");
  }, evenIfWrong)
  .meta({ description: "A port that leads into the container (port-mapping).", name: "BundlePort" });

const network = z
  .strictObject({
    ipRangeStart: z.union([z.ipv4(), z.ipv6()], "must be an IP address").optional().meta({
      description:
        "The first replica's address; the others get those that follow (ip-range-start). Default: none, they have their node's.",
    }),
    controlPort: port.optional().meta({
      description: "Where the cluster reaches pacemaker-remoted in the container (control-port). Default: 3121.",
    }),
    hostInterface: text
      .min(1)
      .optional()
      .meta({ description: "The node's interface for the addresses (host-interface). Default: the fitting one." }),
    hostNetmask: z
      .union([z.int().min(1).max(128), z.string().regex(/^\d{1,3}$/)], "must be a prefix length from 1 to 128")
      .optional()
      .meta({ description: "Their prefix length (host-netmask). Default: the interface's." }),
    addHost: boolean
      .optional()
      .meta({ description: "Names of all replicas in /etc/hosts of the containers (add-host). Default: true." }),
    ports: z
      .record(id, portMapping)
      .optional()
      .meta({ description: "Ports that lead into the container, by their ids." }),
  })
  .meta({ description: "Addresses and ports of a bundle.", name: "BundleNetwork" });
type Network = z.infer<typeof network>;

const storageMapping = z
  .strictObject({
    sourceDir: absolute.optional().meta({ description: "The node's directory or file (source-dir)." }),
    sourceDirRoot: absolute.optional().meta({
      description:
        "Instead of sourceDir: where each replica has a directory of its own, by its name (source-dir-root).",
    }),
    targetDir: absolute.meta({ description: "Where it is in the container (target-dir)." }),
    options: text.min(1).optional().meta({ description: "How it is mounted, e.g. rw." }),
  })
  .superRefine(exactlyOne(["sourceDir", "sourceDirRoot"], "a directory, or the root of one a replica"), evenIfWrong)
  .meta({ description: "A directory of the node that the container sees (storage-mapping).", name: "BundleStorage" });

const launchers = ["podman", "docker"] as const;

export const bundleSchema = z
  .strictObject({
    cibId,
    description: text.optional().meta({ description: "A comment in the CIB." }),
    podman: launched.optional(),
    docker: launched.optional().meta({ description: "Instead of podman." }),
    network: network.optional(),
    storage: z
      .record(id, storageMapping)
      .optional()
      .meta({ description: "Directories of the node that the containers see, by their ids." }),
    resource: reference(
      "The primitive that runs in the containers; the image has pacemaker-remoted and its agent then. Default: the containers alone.",
    ).optional(),
    meta: meta.optional(),
    ids: partIds("BundleIds", ["meta"]),
    clearMoves,
    ...common,
  })
  .superRefine(exactlyOne(launchers, "how containers are launched, with podman or docker"), evenIfWrong)
  .superRefine(({ resource, network: reached }, context) => {
    if (resource !== undefined && reached?.ipRangeStart === undefined && reached?.controlPort === undefined)
      problem(
        context,
        "network",
        "needs an ipRangeStart or a controlPort: without one the cluster does not reach what runs in the containers",
      );
  }, evenIfWrong)
  .meta({
    example: `new pacemaker.Bundle(
  "web-bundle",
  {
    podman: { image: "docker.io/library/httpd:2.4", replicas: 2 },
    network: {
      ipRangeStart: "10.0.2.41",
      hostInterface: "eth0",
      ports: { "web-bundle-http": { port: 80 } },
    },
    storage: {
      "web-bundle-pages": { sourceDir: "/srv/www", targetDir: "/usr/local/apache2/htdocs", options: "ro" },
    },
  },
  { provider: cluster },
);`,
    limits:
      "Images come to the nodes by other ways. rkt is not offered: Pacemaker 3 has it no more. crm 4.4 (Debian 12) crashes on a configuration with a podman bundle, by hand too; a warning says so. A primitive in it that is not of the program stays held back when the bundle is deleted.",
    crm: "bundle web-bundle podman image=docker.io/library/httpd:2.4 replicas=2 network ip-range-start=10.0.2.41 host-interface=eth0 port-mapping id=web-bundle-http port=80 storage storage-mapping id=web-bundle-pages source-dir=/srv/www target-dir=/usr/local/apache2/htdocs options=ro",
    see: "Pacemaker Explained, Bundles - Containerized Resources",
  });
export type BundleArgs = z.infer<typeof bundleSchema>;

const launcher: Part<Launched> = fields<Launched>({
  image: attribute("image"),
  replicas: count("replicas"),
  replicasPerHost: count("replicas-per-host"),
  promotedMax: count("promoted-max"),
  runCommand: attribute("run-command"),
  network: attribute("network"),
  options: attribute("options"),
});

export const bundle = container<BundleArgs>({
  type: "Bundle",
  description:
    "Containers that the cluster launches, each with its address, ports and directories, and a primitive in them if wanted (crm's bundle). Deleting it leaves that primitive stopped unless the program keeps it.",
  schema: bundleSchema,
  tag: "bundle",
  ...parts<BundleArgs>(
    {
      description: attribute("description"),
      podman: inside("podman", launcher),
      docker: inside("docker", launcher),
      network: inside(
        "network",
        fields<Network>({
          ipRangeStart: attribute("ip-range-start"),
          controlPort: count("control-port"),
          hostInterface: attribute("host-interface"),
          hostNetmask: count("host-netmask"),
          addHost: attribute("add-host"),
          ports: byId<z.infer<typeof portMapping>>("port-mapping", {
            port: count("port"),
            internalPort: count("internal-port"),
            range: attribute("range"),
          }),
        }),
      ),
      storage: inside(
        "storage",
        byId<z.infer<typeof storageMapping>>("storage-mapping", {
          sourceDir: attribute("source-dir"),
          sourceDirRoot: attribute("source-dir-root"),
          targetDir: attribute("target-dir"),
          options: attribute("options"),
        }),
      ),
      meta: pairsIn("meta_attributes"),
    },
    [[["podman"], ["docker"]]],
  ),
  runs: true,
  members: ({ resource }) => (resource === undefined ? [] : [resource]),
  withMembers: ({ resource: _, ...args }, [resource]) => ({ ...args, ...(resource !== undefined && { resource }) }),
});
