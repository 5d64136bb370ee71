import fc from "fast-check";
import { parseXml } from "../../../provider/cib/element";
import { statement } from "../../../provider/crm/statement";
import { canCarry, pair, quote } from "../../../provider/crm/words";

test.each([
  [
    "resources",
    '<primitive id="web" class="ocf" provider="heartbeat" type="apache"><instance_attributes id="a"><nvpair id="n" name="configfile" value="/etc/a b"/></instance_attributes><operations><op id="o" name="monitor" interval="1min"/></operations></primitive>',
    'primitive web ocf:heartbeat:apache params $id=a configfile="/etc/a b" op monitor $id=o interval=1min',
  ],
  ["resources", '<primitive id="u" class="systemd" type="x@1"/>', "primitive u systemd:x@1"],
  [
    "resources",
    '<primitive id="d" class="lsb" type="x" description="a &quot;b&quot;"/>',
    'primitive d lsb:x description="a \\"b\\""',
  ],
  [
    "resources",
    '<primitive id="h" class="lsb" type="x"><meta_attributes id="m" score="INFINITY"><nvpair id="n" name="a" value="1"/></meta_attributes></primitive>',
    "primitive h lsb:x meta $id=m INFINITY: a=1",
  ],
  ["constraints", '<rsc_colocation id="c" score="INFINITY" rsc="a" with-rsc="b"/>', "colocation c INFINITY: a b"],
  [
    "constraints",
    '<rsc_order id="o" kind="Mandatory" first="a" then="b" symmetrical="false"/>',
    "order o Mandatory: a b symmetrical=false",
  ],
  [
    "nodes",
    '<node id="1" uname="n1"><instance_attributes id="nodes-1"><nvpair id="n" name="standby" value="on"/></instance_attributes></node>',
    "node 1: n1 attributes $id=nodes-1 standby=on",
  ],
  [
    "crm_config",
    '<cluster_property_set id="s"><nvpair id="n" name="a" value="b"/></cluster_property_set>',
    "property $id=s a=b",
  ],
  [
    "rsc_defaults",
    '<meta_attributes id="s"><nvpair id="n" name="a" value="1"/></meta_attributes>',
    "rsc_defaults $id=s a=1",
  ],
  [
    "op_defaults",
    '<meta_attributes id="s"><nvpair id="n" name="a" value="1"/></meta_attributes>',
    "op_defaults $id=s a=1",
  ],
] as const)("%s: %s", (section, xml, words) => {
  expect(statement(section, parseXml(xml))).toBe(words);
});

test.each([
  ["a kind that has no words here", "resources", '<group id="g"><primitive id="a" class="lsb" type="x"/></group>'],
  [
    "an attribute that would be lost",
    "constraints",
    '<rsc_colocation id="c" score="1" rsc="a" with-rsc="b" influence="false"/>',
  ],
  ["no score at all", "constraints", '<rsc_colocation id="c" rsc="a" with-rsc="b"/>'],
  [
    "a set",
    "constraints",
    '<rsc_order id="o" kind="Mandatory"><resource_set id="s"><resource_ref id="a"/></resource_set></rsc_order>',
  ],
  [
    "a rule",
    "resources",
    '<primitive id="p" class="lsb" type="x"><meta_attributes id="m"><rule id="r"/></meta_attributes></primitive>',
  ],
  ["a reference", "resources", '<primitive id="p" class="lsb" type="x"><operations id-ref="o"/></primitive>'],
  [
    "an operation's own parameters",
    "resources",
    '<primitive id="p" class="lsb" type="x"><operations><op id="o" name="monitor"><instance_attributes id="i"/></op></operations></primitive>',
  ],
  ["a template", "resources", '<primitive id="p" template="t"/>'],
  ["a character beyond ASCII", "resources", '<primitive id="p" class="lsb" type="x" description="é"/>'],
  ["an empty value", "resources", '<primitive id="p" class="lsb" type="x" description=""/>'],
  ["a set that is empty", "crm_config", '<cluster_property_set id="s"/>'],
  ["a value that ends like a score", "resources", '<primitive id="p" class="lsb" type="x" description="a:"/>'],
] as const)("%s is nothing that crm's language carries", (_what, section, xml) => {
  expect(statement(section, parseXml(xml))).toBeUndefined();
});

test("a quoted word is read back as crm does: a backslash protects a quotation mark and itself", () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const inside = quote(value).slice(1, -1);
      expect(inside.replace(/\\(.)/gs, "$1")).toBe(value);
      expect(inside.replace(/\\./gs, "")).not.toContain('"');
    }),
  );
});

test("a statement is one line, whatever it carries", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }).filter(canCarry), (value) => {
      expect(pair("a", value)).not.toMatch(/[\n\r\0]/);
    }),
  );
});
