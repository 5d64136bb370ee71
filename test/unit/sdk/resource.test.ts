import * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "../../../sdk";
import { toldIn } from "../../../provider/handler/told";
import { unpack } from "../../../provider/packed";
import { registered } from "./mocked";

const provider = () => new pacemaker.Provider("web", { hosts: ["10.0.2.1"] });
const dummy = { agent: "ocf:heartbeat:Dummy" };

describe("a resource of a cluster", () => {
  it("is called as the program calls it, unless it says otherwise", async () => {
    const all = await registered(() => {
      const on = { provider: provider() };
      expect(new pacemaker.Primitive("a", dummy, on).cibId).toBe("a");
      expect(new pacemaker.Primitive("b", { ...dummy, cibId: "other" }, on).cibId).toBe("other");
      expect(new pacemaker.SysctlSetting("net.ipv4.ip_nonlocal_bind", { value: 1 }, on).cibId).toBe(
        "net.ipv4.ip_nonlocal_bind",
      );
    });
    expect(all["a"]?.type).toBe("pulumi-nodejs:dynamic/pacemaker:Primitive");
    expect(all["a"]?.inputs["cibId"]).toBe("a");
    expect(all["b"]?.inputs["cibId"]).toBe("other");
    expect(all["net.ipv4.ip_nonlocal_bind"]?.inputs["key"]).toBe("net.ipv4.ip_nonlocal_bind");
    expect(all["a"]?.inputs["__provider"]).toBe(
      'exports.handler = () => require("pulumi-pacemaker/provider").primitive;',
    );
  });

  it("stands for its id where another names it, and is made before that", async () => {
    const all = await registered(() => {
      const on = { provider: provider() };
      const ip = new pacemaker.Primitive("ip", { ...dummy, cibId: "address" }, on);
      const web = new pacemaker.Primitive("web", dummy, on);
      const other = new pacemaker.Primitive("other", dummy, on);
      new pacemaker.Colocation("with", { resource: web, with: ip }, { ...on, dependsOn: other });
      new pacemaker.Order("by-id", { first: "address", then: pulumi.output("web") }, on);
    });
    expect(all["with"]?.inputs).toMatchObject({ resource: "web", with: "address" });
    expect(all["with"]?.dependsOn).toEqual(["ip", "other", "web"]);
    expect(all["with"]?.deletedWith).toBe("web");
    expect(all["by-id"]?.inputs).toMatchObject({ first: "address", then: "web" });
    expect(all["by-id"]?.dependsOn).toEqual([]);
    expect(all["by-id"]?.deletedWith).toBe("");
  });

  it("is refused by the SDK with the line of the program", async () => {
    const thrown: unknown[] = [];
    await registered(() => {
      try {
        new pacemaker.Primitive("a", dummy, { provider: provider(), parent: "web" as unknown as pulumi.Resource });
      } catch (error) {
        thrown.push(error);
      }
    });
    const [error] = thrown as [Error];
    expect(error.message).toMatch(/not a valid Resource/);
    expect(error.stack).toContain(__filename);
  });

  it("goes with what the program says rather than with what it names", async () => {
    const all = await registered(() => {
      const on = { provider: provider() };
      const [a, b] = ["a", "b"].map((name) => new pacemaker.Primitive(name, dummy, on)) as [
        pacemaker.Primitive,
        pacemaker.Primitive,
      ];
      new pacemaker.Order("order", { first: a, then: b }, { ...on, deletedWith: a });
    });
    expect(all["order"]?.deletedWith).toBe("a");
  });

  it("knows who names it, also where that comes later, and what decides whether it may start", async () => {
    const all = await registered(() => {
      const on = { provider: provider() };
      const a = new pacemaker.Primitive("a", dummy, on);
      const b = new pacemaker.Primitive("b", dummy, on);
      new pacemaker.Order("order", { first: a, then: "b" }, on);
      new pacemaker.Colocation("with", { cibId: "colocation", resource: a, with: b }, on);
      new pacemaker.ClusterProperty("fencing", { name: "stonith-enabled", value: true }, on);
      new pacemaker.ClusterProperty("no-quorum-policy", { value: "ignore" }, on);
      new pacemaker.ClusterProperties("quiet", { values: { "batch-limit": 5, "maintenance-mode": true } }, on);
      new pacemaker.Primitive("device", { agent: "stonith:fence_dummy" }, on);
      const model = new pacemaker.ResourceTemplate("model", { agent: "stonith:fence_dummy" }, on);
      new pacemaker.Primitive("modelled", { template: model }, on);
      new pacemaker.Primitive("later", { agent: pulumi.output("ocf:heartbeat:Dummy") }, on);
      new pacemaker.Primitive("apart", dummy, { provider: new pacemaker.Provider("second", { hosts: ["10.0.3.1"] }) });
    });
    const others = ["maintenance-mode", "modelled", "order", "stonith-enabled"];
    expect(all["a"]?.inputs["__company"]).toEqual(["colocation", "device", ...others]);
    expect(all["b"]?.inputs["__company"]).toEqual(["colocation", "device", ...others]);
    expect(all["device"]?.inputs["__company"]).toEqual(["maintenance-mode", "modelled", "stonith-enabled"]);
    expect(all["apart"]?.inputs["__company"]).toEqual([]);
  });

  it("tells a check which agents the program has, and what it names that the program has not", async () => {
    const all = await registered(() => {
      const on = { provider: provider() };
      const a = new pacemaker.Primitive("a", { ...dummy, cibId: "first" }, on);
      new pacemaker.Order("order", { first: a, then: pulumi.output("secnod") }, on);
      new pacemaker.FailoverIp("second", { ip: "10.0.2.10" }, on);
      new pacemaker.Group("group", { members: [a, "elsewhere", "nobody"] }, on);
      const other = { provider: new pacemaker.Provider("other", { hosts: ["10.0.2.2"] }) };
      new pacemaker.Primitive("elsewhere", { agent: "systemd:nginx" }, other);
    });
    // As a secret: it holds the whole program.
    const told = (name: string) => {
      const { value } = all[name]?.inputs["__told"] as { value: string };
      return toldIn({ __told: value }).told;
    };
    expect(told("a")).toMatchObject({
      agents: ["ocf:heartbeat:Dummy", "ocf:heartbeat:IPaddr2"],
      foreign: {},
      preview: true,
    });
    expect(told("elsewhere").agents).toEqual(["systemd:nginx"]);
    expect(told("order")).toMatchObject({ agents: told("a").agents, foreign: { secnod: "second" } });
    expect(told("group").foreign).toEqual({ nobody: "" });
    expect(JSON.parse(unpack(told("elsewhere").program ?? ""))).toEqual([
      {
        kind: "primitive",
        label: "Primitive elsewhere",
        args: { cibId: "elsewhere", agent: "systemd:nginx" },
        foreign: {},
      },
    ]);
  });

  it("says which of its arguments are secret", async () => {
    const all = await registered(() => {
      const params = { passwd: pulumi.secret("hush"), user: "admin" };
      new pacemaker.Primitive("a", { ...dummy, params }, { provider: provider() });
    });
    expect(all["a"]?.inputs["__secrets"]).toEqual(["params.passwd"]);
  });

  it("keeps what was there before as a secret", async () => {
    const all = await registered(() => {
      const opts = { provider: provider(), additionalSecretOutputs: ["attributes"] };
      new pacemaker.Node("node1", { standby: true }, opts);
    });
    expect(all["node1"]?.secretOutputs).toEqual(["attributes", "__former"]);
  });

  it("takes its provider from a component", async () => {
    const all = await registered(() => {
      const parent = new pulumi.ComponentResource("my:Group", "group", {}, { provider: provider() });
      new pacemaker.Primitive("a", dummy, { parent });
    });
    expect(Object.keys(all)).toContain("a");
  });

  it("refuses to be of no cluster", async () => {
    await registered(() => {
      expect(() => new pacemaker.Primitive("a", dummy)).toThrow(
        "Primitive a has no provider, so it belongs to no cluster",
      );
    });
  });
});
