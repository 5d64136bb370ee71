import { connectionArgs, connectionDigest, providerSchema } from "../../provider/connection";
import { problemsOf } from "../../provider/problems";

test("what a program leaves out has a default", () => {
  expect(connectionArgs({ hosts: ["a"] })).toEqual({
    hosts: ["a"],
    port: 22,
    user: "root",
    sudo: false,
    hostKeys: { file: "~/.ssh/known_hosts" },
    agent: true,
    connectTimeout: 10_000,
    commandTimeout: 60_000,
  });
});

test("the agent is asked only where there is nothing else, or by wish", () => {
  expect(connectionArgs({ hosts: ["a"], password: "x" }).agent).toBe(false);
  expect(connectionArgs({ hosts: ["a"], privateKeyFile: "x" }).agent).toBe(false);
  expect(connectionArgs({ hosts: ["a"], privateKeyFile: "x", agent: true }).agent).toBe(true);
});

test("times are what Pacemaker takes", () => {
  expect(connectionArgs({ hosts: ["a"], connectTimeout: 5, commandTimeout: "2min" })).toMatchObject({
    connectTimeout: 5000,
    commandTimeout: 120_000,
  });
});

test.each<[object, RegExp[]]>([
  [{ hosts: [] }, [/^hosts: /]],
  [{ hosts: ["a", ""] }, [/^hosts\.1: /]],
  [{ hosts: ["a"], port: 0 }, [/^port: /]],
  [{ hosts: ["a"], hostKeys: { acceptNew: "" } }, [/^hostKeys\.acceptNew: /]],
  [{ hosts: ["a"], hostKeys: "none" }, [/^hostKeys: /]],
  [{ hosts: ["a"], bastion: { port: 5 } }, [/^bastion\.host: /]],
  [{ hosts: ["a"], commandTimeout: "a while" }, [/^commandTimeout: must be a time/]],
  [{ hosts: ["a"], commandTimeout: "1000h" }, [/^commandTimeout: must be more than nothing and at most a day/]],
  [{ hosts: ["a"], connectTimeout: 0 }, [/^connectTimeout: must be more than nothing/]],
  [{ hosts: ["a"], hostKeys: { pinned: ["nonsense"] } }, [/^hostKeys\.pinned\.0: must be a fingerprint/]],
  [{ hosts: ["a"], user: "", privateKey: "", agent: "" }, [/^user: /, /^privateKey: /, /^agent: /]],
  [{ hosts: ["a"], sudo: "yes", passphrase: 1 }, [/^passphrase: /, /^sudo: /]],
  [{ hosts: ["a"], bastion: { host: "b", privateKeyFile: "" } }, [/^bastion\.privateKeyFile: /]],
  [{ hosts: ["a"], timeouts: { update: "soon" }, await: "later" }, [/^timeouts\.update: /, /^await: /]],
  [{ hosts: ["a"], privatKey: "x" }, [/privatKey/]],
])("%j is refused with its field", (settings, problems) => {
  const found = problemsOf(providerSchema, settings);
  expect(found).toEqual(problems.map((each) => expect.stringMatching(each) as string));
});

test("which hosts a resource is on: not who logs in, nor how", () => {
  const one = connectionDigest({ hosts: ["a", "b"] });
  expect(connectionDigest({ hosts: ["a", "b"], port: 22, user: "x", password: "y" })).toBe(one);
  expect(connectionDigest({ hosts: ["b", "a"] })).not.toBe(one);
  expect(connectionDigest({ hosts: ["a", "b"], bastion: { host: "c" } })).not.toBe(one);
});
