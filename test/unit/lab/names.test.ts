import fc from "fast-check";
import {
  address,
  bridgeName,
  checkHostName,
  checkLabName,
  lastMachine,
  linkName,
  machineName,
  machineNumber,
  parseAddress,
} from "../../../lab/names";

const labs = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/);
const machines = fc.integer({ min: 1, max: lastMachine });

test("the kernel takes the name of every interface", () => {
  fc.assert(
    fc.property(labs, machines, (lab, machine) => {
      expect(checkLabName(lab)).toBe(lab);
      for (const name of [bridgeName(lab), linkName(lab, machine)]) expect(name).toMatch(/^lab-[a-z0-9.-]{1,11}$/);
    }),
  );
});

test("interfaces of different labs have different names", () => {
  fc.assert(
    fc.property(fc.uniqueArray(labs, { minLength: 2, maxLength: 5 }), (names) => {
      const links = names.flatMap((lab) => [bridgeName(lab), linkName(lab, 1)]);
      expect(new Set(links).size).toBe(links.length);
    }),
  );
});

test("a short name is seen in the interface's", () => {
  expect([bridgeName("default"), linkName("default", 3)]).toEqual(["lab-default", "lab-default.3"]);
});

test.each(["", "Web", "1st", "a/b", "a.b", "..", "a b", "a\n", "x".repeat(32)])("%j names no lab", (name) => {
  expect(() => checkLabName(name)).toThrow("cannot name a lab");
});

test.each(["web", "web-1", "web1.example.com", "1"])("%j is a host name", (name) => {
  expect(checkHostName(name)).toBe(name);
});

test.each(["", "Web", "-a", "a-", "a..b", ".a", "a b", "a\nb", "a_b", "x".repeat(65)])("%j is no host name", (name) => {
  expect(() => checkHostName(name)).toThrow("is no host name");
});

test("a machine is known by its number, its name and its address", () => {
  fc.assert(
    fc.property(machines, fc.integer({ min: 2, max: 255 }), (machine, net) => {
      expect(machineNumber(String(machine))).toBe(machine);
      expect(machineNumber(machineName(machine))).toBe(machine);
      expect(parseAddress(address(net, machine))).toEqual({ net, machine });
    }),
  );
});

test.each(["0", "10", "node0", "node", "two", "-1", "1.5", ""])("%j is no machine", (text) => {
  expect(() => machineNumber(text)).toThrow("is no machine");
});

test.each(["10.0.1.1", "10.0.2.0", "10.0.2.10", "10.0.256.1", "10.1.2.1", "node1", "10.0.2.1/24", ""])(
  "%j is no machine's address",
  (text) => {
    expect(() => parseAddress(text)).toThrow("is no address of a lab's machine");
  },
);
