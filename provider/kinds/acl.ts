import { z } from "zod";
import { element, type Element } from "../cib/element";
import { cibObject } from "./cib-object";
import { cibId, common, evenIfWrong, exactlyOne, id, problem, reference, references, text } from "./fields";
import { children, idsIn } from "./child-parts";
import { attribute, parts } from "./parts";

// crm could not read the CIB with another one in it.
const xmlName = z.string().regex(/^[A-Za-z_][\w.-]*$/, "must be a name of the CIB, such as nvpair");

const permission = z
  .strictObject({
    kind: z.enum(["read", "write", "deny"]).meta({ description: "What is allowed, or not." }),
    xpath: text.min(1).optional().meta({ description: "The part of the CIB, as an XPath." }),
    reference: reference("Instead of `xpath`: the object with this id.").optional(),
    objectType: xmlName
      .optional()
      .meta({ description: "Instead of `xpath`: all elements with this name (object-type)." }),
    attribute: xmlName.optional().meta({ description: "With `objectType`: those that have this attribute." }),
    description: text.optional().meta({ description: "A comment in the CIB." }),
    id: id.optional().meta({ description: "Its id in the CIB. Default: made from the role's." }),
  })
  .superRefine(exactlyOne(["xpath", "reference", "objectType"], "xpath, reference or objectType"), evenIfWrong)
  .superRefine((each, context) => {
    if (each.attribute !== undefined && each.objectType === undefined)
      problem(context, "attribute", "can only be together with objectType");
  })
  .meta({ description: "A rule of a role (acl_permission).", name: "AclPermission" });
type Permission = z.infer<typeof permission>;

export const aclRoleSchema = z
  .strictObject({
    cibId,
    permissions: z.array(permission).min(1).meta({
      description:
        "Its rules. On one element deny outranks write, and write outranks read; where none is about it, what holds for the element around it does.",
    }),
    description: text.optional().meta({ description: "A comment in the CIB." }),
    ...common,
  })
  .meta({
    example: `const watcher = new pacemaker.AclRole(
  "watcher",
  { permissions: [{ kind: "read", xpath: "/cib" }] },
  { provider: cluster },
);`,
    limits: "Permissions are one value; their order says nothing.",
    crm: "role watcher read xpath:/cib",
    see: "Pacemaker Explained, Access Control Lists (ACLs)",
  });
export type AclRoleArgs = z.infer<typeof aclRoleSchema>;

const theirNames = {
  kind: "kind",
  xpath: "xpath",
  reference: "reference",
  objectType: "object-type",
  attribute: "attribute",
  description: "description",
} as const;

/** As crm calls them. */
const usualId = (role: string, i: number) => `${role}-${i}`;

function printPermissions(permissions: readonly Permission[], role: string): Element[] {
  return permissions.map((each, i) =>
    element("acl_permission", {
      id: each.id ?? usualId(role, i),
      ...Object.fromEntries(
        Object.entries(theirNames).map(([ours, theirs]) => [theirs, each[ours as keyof typeof theirNames]]),
      ),
    }),
  );
}

function parsePermissions(live: readonly Element[], role: string): unknown[] {
  return live.map(({ attributes }, i) => ({
    ...Object.fromEntries(
      Object.entries(theirNames).flatMap(([ours, theirs]) =>
        attributes[theirs] === undefined ? [] : [[ours, attributes[theirs]]],
      ),
    ),
    ...(attributes["id"] !== usualId(role, i) && { id: attributes["id"] }),
  }));
}

export const aclRole = cibObject<AclRoleArgs>({
  type: "AclRole",
  description:
    "What somebody may read and write in the CIB (crm's role). It takes effect with the cluster property enable-acl.",
  schema: aclRoleSchema,
  section: "acls",
  tag: "acl_role",
  ...parts<AclRoleArgs>({
    permissions: children<readonly Permission[]>("acl_permission", printPermissions, parsePermissions),
    description: attribute("description"),
  }),
  resources: () => [],
});

const holderSchema = (who: string, source: Readonly<Record<string, string>>) =>
  z
    .strictObject({
      cibId: cibId.meta({ description: `${who} Default: the resource's name.` }),
      roles: references("The roles that it has."),
      ...common,
    })
    .meta(source);
type HolderArgs = z.infer<ReturnType<typeof holderSchema>>;

const holder = (type: string, tag: string, description: string, schema: ReturnType<typeof holderSchema>) =>
  cibObject<HolderArgs>({
    type,
    description,
    schema,
    section: "acls",
    tag,
    ...parts<HolderArgs>({ roles: idsIn("role") }),
    resources: () => [],
  });

export const aclTarget = holder(
  "AclTarget",
  "acl_target",
  "A user of the nodes and the roles that it has (crm's acl_target).",
  holderSchema("The user's name.", {
    example: `new pacemaker.AclTarget("alice", { roles: [watcher] }, { provider: cluster });`,
    limits: "Makes no user on the nodes, and does not switch access lists on: that is the property enable-acl.",
    crm: "acl_target alice watcher",
    see: "Pacemaker Explained, Access Control Lists (ACLs)",
  }),
);

export const aclGroup = holder(
  "AclGroup",
  "acl_group",
  "A group of users of the nodes and the roles that it has (crm's acl_group).",
  holderSchema("The group's name.", {
    example: `new pacemaker.AclGroup("operators", { roles: [watcher] }, { provider: cluster });`,
    limits: "Makes no group on the nodes, and does not switch access lists on: that is the property enable-acl.",
    crm: "acl_group operators watcher",
    see: "Pacemaker Explained, Access Control Lists (ACLs)",
  }),
);
