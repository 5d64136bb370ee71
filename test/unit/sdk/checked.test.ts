import * as pulumi from "@pulumi/pulumi";
import { failoverIp } from "../../../provider/kinds/failover-ip";
import { order } from "../../../provider/kinds/order";

type Checked = typeof import("../../../sdk/checked");

/** Each test is a program of its own. */
let check: Checked["checked"];
beforeEach(() => {
  jest.resetModules();
  check = jest.requireActual<Checked>("../../../sdk/checked").checked;
});

const refusal = async (accepted: ReturnType<Checked["checked"]>): Promise<unknown> => {
  try {
    await accepted;
  } catch (error) {
    return error;
  }
  throw new Error("was accepted");
};

const judge = (label: string, kind: typeof failoverIp | typeof order, args: object) =>
  check(label, kind.schema, args, []);

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function later<T>(value: T, turns: number): Promise<T> {
  for (let i = 0; i < turns; i++) await turn();
  return value;
}

describe("problems of a program", () => {
  it("are all in one error, which each resource has", async () => {
    const all = [
      judge("FailoverIp a", failoverIp, { cibId: "a", ip: "10.0.2.300", cidrNetmask: 64 }),
      judge("FailoverIp b", failoverIp, { cibId: "b", ip: pulumi.output("10.0.2.10") }),
      judge("Order c", order, { cibId: "c", first: "a", then: Promise.resolve("b"), kind: "sometimes", extra: 1 }),
    ];
    const [first, ...others] = await Promise.all(all.map(refusal));
    expect(others).toEqual([first, first]);
    const { message, stack } = first as Error;
    expect(message.split("\n")).toEqual([
      "3 problems in the program [INVALID_ARGUMENT]:",
      "  FailoverIp a: ip: must be an IPv4 or IPv6 address",
      expect.stringMatching(/^ {2}Order c: kind: /),
      expect.stringMatching(/^ {2}Order c: .*"extra"/),
    ]);
    expect(stack).toBe(message);
  });

  it("are refused where they are known late, too, and do not keep others waiting", async () => {
    const good = judge("FailoverIp good", failoverIp, { cibId: "good", ip: "10.0.2.10" });
    const bad = judge("FailoverIp bad", failoverIp, { cibId: "bad", ip: later("nowhere", 50) });
    const never = judge("FailoverIp never", failoverIp, { cibId: "never", ip: new Promise(() => undefined) });
    await expect(good).resolves.toEqual([]);
    expect(String(await refusal(bad))).toContain("FailoverIp bad: ip: ");
    expect(await Promise.race([never, later("still waits", 20)])).toBe("still waits");
  });

  it("are also those that are found elsewhere", async () => {
    const one = check("FailoverIp a", failoverIp.schema, { cibId: "a", ip: "10.0.2.10" }, [], ["cibId: a is taken"]);
    expect(String(await refusal(one))).toContain(
      "1 problem in the program [INVALID_ARGUMENT]:\n  FailoverIp a: cibId: a is taken",
    );
  });

  it("give way to what the resource depends on", async () => {
    const machine = {};
    await expect(
      check("FailoverIp a", failoverIp.schema, { cibId: "a", ip: "10.0.2.10" }, [undefined, machine]),
    ).resolves.toEqual([machine]);
  });
});
