import { down, killMachine, status } from "../../lab/lab";
import { Machine } from "../../lab/machine";
import { testStack, type TestStack } from "./support/stack";

const lab = "self-stack";
const addresses = ["10.0.251.1", "10.0.251.2"];
let stack: TestStack;

beforeAll(async () => {
  await down(lab);
  stack = await testStack(() => {
    const machines = addresses.map((address, i) => new Machine(`m${i + 1}`, { lab, address, addresses, bare: true }));
    return Promise.resolve({ users: machines.map(({ user }) => user), keys: machines[0]?.privateKeyFile });
  });
});

afterAll(async () => {
  await stack.remove();
  await down(lab);
});

const running = async () => (await status(lab)).machines.map((machine) => machine.running);

test("machines of a program come up with it, one at a time too, and stay the same", async () => {
  await stack.up({ parallel: 1 });
  const outputs = await stack.outputs();
  expect(outputs["users"]?.value).toEqual(["root", "root"]);
  expect(outputs["keys"]?.value).toBe((await status(lab)).machines[0]?.privateKeyFile);
  expect(await running()).toEqual([true, true]);
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3 });
});

test("a machine that ended is noticed by refresh and booted by the next up", async () => {
  await killMachine(lab, 2);
  await stack.refresh();
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: 2, create: 1 });
  expect(await running()).toEqual([true, true]);
});

test("an address that is none of a lab's is refused before anything is done", async () => {
  const { program } = stack;
  stack.program = () => {
    new Machine("m9", { lab, address: "10.9.9.9", addresses });
    return Promise.resolve({});
  };
  await expect(stack.preview()).rejects.toThrow("is no address of a lab's machine");
  stack.program = program;
});

test("destroy takes the lab down with its last machine", async () => {
  await stack.destroy();
  expect(await status(lab)).toEqual({ name: lab, exists: false, machines: [] });
});
