import { valueIn, valueOf, type Conf } from "../corosync/conf";
import { linkSections, membersOf } from "../corosync/nodelist";
import type { ClusterArgs } from "../kinds/cluster";

type Options = Record<string, string | number>;

/** Of the options that the program names those that are there, in its own spelling where they say the same. */
const read = (wanted: Readonly<Options>, value: (name: string) => string | undefined): Options =>
  Object.fromEntries(
    Object.entries(wanted).flatMap(([name, said]) => {
      const found = value(name);
      return found === undefined ? [] : [[name, String(said) === found ? said : found]];
    }),
  );

/** In the place of its address: of a member that is listed and not there. No program says that, so that any up sees to it. */
export const away = "";

/** The arguments as a configuration has them, with the members that are really in it. */
export function argsIn(conf: Conf, args: ClusterArgs, present: readonly string[]): ClusterArgs {
  const listed = membersOf(conf);
  const isListed = (name: string) => listed.some((each) => each.name === name);
  const known = Object.entries(args.members).flatMap(([name, member]) =>
    present.includes(name) ? [[name, member]] : isListed(name) ? [[name, away]] : [],
  );
  const others = listed.filter(({ name }) => !(name in args.members)).map(({ name, links }) => [name, links[0] ?? ""]);
  const { cipher, hash } = args.crypto ?? {};
  const links = new Map(linkSections(conf).map((each) => [valueIn(each.entries, "linknumber") ?? "0", each.entries]));
  return {
    ...args,
    members: Object.fromEntries([...known, ...others]) as ClusterArgs["members"],
    ...(args.crypto && {
      crypto: {
        ...(cipher && { cipher: valueOf(conf, "totem", "crypto_cipher") as typeof cipher }),
        ...(hash && { hash: valueOf(conf, "totem", "crypto_hash") as typeof hash }),
      },
    }),
    ...(args.totem && { totem: read(args.totem, (name) => valueOf(conf, "totem", name)) }),
    ...(args.quorum && { quorum: read(args.quorum, (name) => valueOf(conf, "quorum", name)) }),
    ...(args.links && {
      links: Object.fromEntries(
        Object.entries(args.links).map(([number, wanted]) => [
          number,
          read(wanted, (name) => valueIn(links.get(number) ?? [], name)),
        ]),
      ),
    }),
  };
}
