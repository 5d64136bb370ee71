import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { secretPaths } from "../../../sdk/secret-paths";

const key = fc.stringMatching(/^[a-z][a-z-]*$/).filter((each) => each !== "other");

describe("which arguments are secret", () => {
  it("is said by path, in lists and in promises, too", async () => {
    const args = {
      agent: "ocf:heartbeat:Dummy",
      params: { passwd: pulumi.secret("hush"), user: pulumi.output("admin") },
      operations: Promise.resolve({ monitor: [{ interval: "10s" }, { interval: pulumi.secret("20s") }] }),
      meta: pulumi.output({ "target-role": "Started" }),
    };
    expect(await secretPaths(args)).toEqual(["operations.monitor.1.interval", "params.passwd"]);
  });

  it("is the whole of what is secret as a whole", async () => {
    expect(await secretPaths({ params: pulumi.secret({ a: "1", b: "2" }) })).toEqual(["params"]);
  });

  it("is the same however deep it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(key, { minLength: 1, maxLength: 5 }), fc.string(), async (path, value) => {
        const nested = path.reduceRight<unknown>(
          (inner, name) => ({ [name]: inner, other: "plain" }),
          pulumi.secret(value),
        );
        expect(await secretPaths(nested)).toEqual([path.join(".")]);
      }),
    );
  });
});
