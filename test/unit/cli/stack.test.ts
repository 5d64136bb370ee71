import fc from "fast-check";
import { settingsFromExport } from "../../../cli/stack";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(JSON.stringify(value)),
});

const provider = (name: string, inputs: object, type = "pulumi:providers:pulumi-nodejs") => ({
  urn: `urn:pulumi:dev::web::${type}::${name}`,
  type,
  inputs,
});

const exported = (...resources: object[]) => JSON.stringify({ version: 3, deployment: { resources } });

const hosts = { "pacemaker:hosts": '["10.0.2.1","10.0.2.2"]' };

test("the arguments of the named provider, secrets opened", () => {
  const text = exported(
    provider("aws", {}, "pulumi:providers:aws"),
    provider("default", {}),
    provider("other", { "pacemaker:hosts": '["a"]' }),
    provider("web", {
      ...hosts,
      "pacemaker:sudo": "true",
      "pacemaker:password": secret('x"\\'),
      "pacemaker:hostKeys": '{"acceptNew":"known"}',
    }),
  );
  expect(settingsFromExport(text, { stack: "dev", provider: "web" })).toEqual({
    hosts: ["10.0.2.1", "10.0.2.2"],
    sudo: true,
    password: 'x"\\',
    hostKeys: { acceptNew: "known" },
  });
});

test("any text survives, secret or not", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "binary" }), fc.boolean(), (user, hidden) => {
      const input = hidden ? secret(user) : JSON.stringify(user);
      const text = exported(provider("web", { ...hosts, "pacemaker:user": input }));
      expect(settingsFromExport(text, { stack: "dev" }).user).toBe(user);
    }),
  );
});

test("hosts that were still to be made are left out", () => {
  const text = exported(provider("web", { "pacemaker:hosts": '["a",null]' }));
  expect(settingsFromExport(text, { stack: "dev" }).hosts).toEqual(["a"]);
  const none = exported(provider("web", { "pacemaker:hosts": "[null]" }));
  expect(() => settingsFromExport(none, { stack: "dev" })).toThrow(/provider web of the stack dev: hosts/);
});

test("none, another or several providers: the error names them", () => {
  expect(() => settingsFromExport(exported(), { stack: "dev" })).toThrow(/has no pulumi-pacemaker provider/);
  expect(() => settingsFromExport('{"deployment":null}', { stack: "dev" })).toThrow(/has no pulumi-pacemaker provider/);
  const two = exported(provider("a", hosts), provider("b", hosts));
  expect(() => settingsFromExport(two, { stack: "dev" })).toThrow(/several providers: a, b/);
  expect(() => settingsFromExport(two, { stack: "dev", provider: "c" })).toThrow(/no provider c; it has a, b/);
});

test("a value that cannot be read is not quoted", () => {
  const damaged = { ...secret("x"), plaintext: '"hunter2' };
  const text = exported(provider("web", { ...hosts, "pacemaker:password": damaged }));
  const read = () => settingsFromExport(text, { stack: "dev" });
  expect(read).toThrow(/argument password is not kept as JSON/);
  expect(read).not.toThrow(/hunter2/);
});
