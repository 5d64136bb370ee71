/** What Pacemaker makes of a bundle by itself, for each replica: a container, an address, a connection. */
const made = /-(?:(?:docker|podman|rkt)-\d+|ip-[^/:]+|\d+)$/;

/** The resource of the configuration that the cluster means by an id: of a clone's instance, of a part of a bundle. */
export function configuredId(id: string, bundles: ReadonlySet<string>): string {
  const plain = id.replace(/:\d+$/, "");
  const bundle = plain.replace(made, "");
  return bundles.has(bundle) ? bundle : plain;
}
