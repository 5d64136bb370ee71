import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "../../../sdk";
import { registered } from "./mocked";

class Machine extends pulumi.CustomResource {
  declare readonly address: pulumi.Output<string>;
  declare readonly unknown: pulumi.Output<string>;
  constructor(name: string, address: string) {
    super("test:index:Machine", name, { address, unknown: undefined });
  }
}

/** Is a secret in the engine's way of writing one? */
const secretText = (text: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value: text,
});

describe("the provider", () => {
  it("hands its arguments over as JSON, credentials as secrets", async () => {
    const all = await registered(() => {
      const bastion = { host: "gate", password: "hush" };
      new pacemaker.Provider("web", { hosts: ["10.0.2.1"], port: 2222, passphrase: "hush", sudo: true, bastion });
    });
    expect(all["web"]?.inputs).toEqual({
      "pacemaker:hosts": '["10.0.2.1"]',
      "pacemaker:port": "2222",
      "pacemaker:sudo": "true",
      "pacemaker:passphrase": secretText('"hush"'),
      "pacemaker:bastion": secretText('{"host":"gate","password":"hush"}'),
    });
  });

  it("writes JSON as the engine does, which looks for secrets in that form too", async () => {
    const password = 'a<b>&"c\\\u2028';
    const all = await registered(() => {
      new pacemaker.Provider("web", { hosts: ["10.0.2.1"], password });
    });
    const { value } = all["web"]?.inputs["pacemaker:password"] as { value: string };
    expect(value).toBe('"a\\u003cb\\u003e\\u0026\\"c\\\\\\u2028"');
    expect(JSON.parse(value)).toBe(password);
  });

  it("is made after the machines that it leads to", async () => {
    const all = await registered(() => {
      const machines = ["10.0.2.1", "10.0.2.2"].map((address, i) => new Machine(`node${i + 1}`, address));
      new pacemaker.Provider("web", { hosts: machines.map(({ address }) => address) });
    });
    expect(all["web"]?.inputs["pacemaker:hosts"]).toBe('["10.0.2.1","10.0.2.2"]');
    expect(all["web"]?.dependsOn).toEqual(["node1", "node2"]);
  });

  it("has no unknown argument, or a preview would show nothing", async () => {
    const all = await registered(() => {
      const machine = new Machine("node1", "10.0.2.1");
      new pacemaker.Provider("host", { hosts: [machine.unknown, "10.0.2.2"], user: "admin" });
      new pacemaker.Provider("key", { hosts: ["10.0.2.1"], privateKeyFile: machine.unknown, user: "admin" });
    });
    expect(all["host"]?.inputs).toEqual({ "pacemaker:hosts": '[null,"10.0.2.2"]', "pacemaker:user": '"admin"' });
    expect(all["key"]?.inputs).toEqual({ "pacemaker:hosts": "[null]", "pacemaker:user": '"admin"' });
    expect(all["key"]?.dependsOn).toEqual(["node1"]);
  });
});
