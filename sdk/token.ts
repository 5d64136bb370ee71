interface Typed {
  /** The type as a program sees it. */
  type: string;
}

/** The name that state keeps: the kind's type with a small first letter. */
export const handlerOf = ({ type }: Typed): string => type.charAt(0).toLowerCase() + type.slice(1);

/** The same text under every compiler and runner: the engine keeps it in the state of each resource. */
export const providerText = (kind: Typed): string =>
  `exports.handler = () => require("pulumi-pacemaker/provider").${handlerOf(kind)};`;

/** The type that the engine knows. */
export const typeToken = ({ type }: Typed): string => `pulumi-nodejs:dynamic/pacemaker:${type}`;
