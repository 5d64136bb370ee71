import fc from "fast-check";
import {
  flat,
  parseConf,
  printConf,
  valueOf,
  withSection,
  withValue,
  type Conf,
  type Entry,
} from "../../../provider/corosync/conf";

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const value = fc.stringMatching(/^[!-z|~]([ -z|~]{0,12}[!-z|~])?$/);
const pair = fc.record({ key: word, value });
const comment = fc.stringMatching(/^#[ -~]{0,12}[!-~]$/).map((text) => ({ comment: text }));
const { conf } = fc.letrec<{ conf: Conf; entry: Entry }>((tie) => ({
  conf: fc.array(tie("entry"), { maxLength: 5 }),
  entry: fc.oneof({ depthSize: "small" }, pair, comment, fc.record({ name: word, entries: tie("conf") })),
}));

test("what is printed is read as the same", () => {
  fc.assert(
    fc.property(conf, (made) => {
      expect(parseConf(printConf(made))).toEqual(made);
    }),
  );
});

test("a value is changed in its place, and nothing else is", () => {
  fc.assert(
    fc.property(conf, word, fc.option(value, { nil: undefined }), (made, key, wanted) => {
      const changed = withValue(made, key, wanted);
      const others = (all: Conf) => all.filter((each) => !("key" in each && each.key === key));
      expect(others(changed)).toEqual(others(made));
      expect(valueOf([{ name: "x", entries: changed }], "x", key)).toBe(wanted);
    }),
  );
});

const debian = `# Please read the corosync.conf.5 manual page
totem {
	version: 2

	# Set name of the cluster
	cluster_name: debian
}
nodelist {
	node {
		name: node1
		nodeid: 1
		ring0_addr: 127.0.0.1
	}
}
`;

test("the configuration that Debian brings is read, and what it says goes by its path", () => {
  expect([...flat(parseConf(debian))]).toEqual([
    ["totem.version", "2"],
    ["totem.cluster_name", "debian"],
    ["nodelist.node.1.name", "node1"],
    ["nodelist.node.1.nodeid", "1"],
    ["nodelist.node.1.ring0_addr", "127.0.0.1"],
  ]);
});

test("comments stay where they are", () => {
  const changed = withSection(parseConf(debian), "totem", (entries) => withValue(entries, "cluster_name", "web"));
  expect(printConf(changed)).toContain("  # Set name of the cluster\n  cluster_name: web\n");
});

test.each([
  ["totem {\n  version: 2\n", "line 3 ends in the section totem"],
  ["}\n", "line 1 closes a section that is not open"],
  ["totem {\n  version\n}\n", 'line 2 is neither a section nor "key: value"'],
  ["{\n}\n", "line 1 opens a section without a name"],
])("%j is refused", (text, message) => {
  expect(() => parseConf(text)).toThrow(message);
});
