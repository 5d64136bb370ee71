import { Deferred } from "../../../provider/cluster/deferred";
import { primitives, type Cib } from "../../../provider/cib/document";
import { releaseComplete } from "../../../provider/cib/hold";
import { parseXml } from "../../../provider/cib/element";

const heldSet = (id: string, company: string) =>
  `<meta_attributes id="${id}-pulumi-hold" score="INFINITY"><nvpair id="${id}-1" name="target-role" value="Stopped"/><nvpair id="${id}-2" name="held-for" value="${company}"/></meta_attributes>`;

const cibWith = (resources: string, constraints = ""): Cib =>
  parseXml(
    `<cib><configuration><crm_config><cluster_property_set id="s"><nvpair id="n" name="stonith-enabled" value="false"/></cluster_property_set></crm_config><nodes/><resources>${resources}</resources><constraints>${constraints}</constraints></configuration><status/></cib>`,
  );
