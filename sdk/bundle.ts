// Written by `npm run generate` from the schemas in provider/: change those.

import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds";
import type { BundleArgs, BundleContainer, BundleIds, BundleNetwork, BundleStorage, Scalar } from "./args";
import { ClusterResource } from "./resource";

/**
 * Containers that the cluster launches, each with its address, ports and directories, and a primitive in them if
 * wanted (crm's bundle). Deleting it leaves that primitive stopped unless the program keeps it. In crm: `bundle
 * web-bundle podman image=docker.io/library/httpd:2.4 replicas=2 network ip-range-start=10.0.2.41
 * host-interface=eth0 port-mapping id=web-bundle-http port=80 storage storage-mapping id=web-bundle-pages
 * source-dir=/srv/www target-dir=/usr/local/apache2/htdocs options=ro`.
 *
 * @see Pacemaker Explained, Bundles - Containerized Resources
 * @example
 * ```ts
 * new pacemaker.Bundle(
 *   "web-bundle",
 *   {
 *     podman: { image: "docker.io/library/httpd:2.4", replicas: 2 },
 *     network: {
 *       ipRangeStart: "10.0.2.41",
 *       hostInterface: "eth0",
 *       ports: { "web-bundle-http": { port: 80 } },
 *     },
 *     storage: {
 *       "web-bundle-pages": { sourceDir: "/srv/www", targetDir: "/usr/local/apache2/htdocs", options: "ro" },
 *     },
 *   },
 *   { provider: cluster },
 * );
 * ```
 */
export class Bundle extends ClusterResource {
  /** A comment in the CIB. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** How the containers of a bundle are launched. */
  declare readonly podman: pulumi.Output<pulumi.Unwrap<BundleContainer> | undefined>;

  /** Instead of podman. */
  declare readonly docker: pulumi.Output<pulumi.Unwrap<BundleContainer> | undefined>;

  /** Addresses and ports of a bundle. */
  declare readonly network: pulumi.Output<pulumi.Unwrap<BundleNetwork> | undefined>;

  /** Directories of the node that the containers see, by their ids. */
  declare readonly storage: pulumi.Output<Record<string, pulumi.Unwrap<BundleStorage>> | undefined>;

  /** The primitive that runs in the containers; the image has pacemaker-remoted and its agent then. */
  declare readonly resource: pulumi.Output<string | undefined>;

  /** Meta attributes under Pacemaker's own names, such as "target-role" or "migration-threshold". */
  declare readonly meta: pulumi.Output<Record<string, Scalar> | undefined>;

  /** Ids in the CIB of what holds parts of it. Only what is not there yet gets them. */
  declare readonly ids: pulumi.Output<pulumi.Unwrap<BundleIds> | undefined>;

  /**
   * true: what `crm resource move` or `ban` left behind (constraints cli-prefer-…, cli-ban-…) is drift, and the next
   * update takes it away.
   */
  declare readonly clearMoves: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: BundleArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kinds.bundle, name, args, opts);
  }
}
