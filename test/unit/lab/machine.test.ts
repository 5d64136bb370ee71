import { provider } from "../../../lab/machine-provider";

const bare = { lab: "web", address: "10.0.9.2", bare: true, __provider: "" };
const member = { lab: "web", address: "10.0.9.2", addresses: ["10.0.9.1", "10.0.9.2"], __provider: "" };

type Inputs = Parameters<NonNullable<typeof provider.check>>[1];
type Outputs = Parameters<NonNullable<typeof provider.diff>>[1];

const failures = async (inputs: Inputs) =>
  (await provider.check?.(inputs, inputs))?.failures?.map(({ reason }) => reason);
const diff = (olds: Inputs, news: Inputs) => provider.diff?.("", olds as Outputs, news);

test("a bare machine needs to know no others, a member all", async () => {
  expect(await failures(bare)).toBeUndefined();
  expect(await failures({ ...bare, hostName: "db-1" })).toBeUndefined();
  expect(await failures(member)).toBeUndefined();
  expect(await failures({ ...bare, bare: false })).toEqual([expect.stringContaining("addresses are needed")]);
  expect(await failures({ ...member, addresses: ["10.0.9.1"] })).toEqual([expect.stringContaining("lack the machine")]);
  expect(await failures({ ...member, hostName: "db-1" })).toEqual([expect.stringContaining("is for bare machines")]);
  expect(await failures({ ...bare, hostName: "db 1" })).toEqual([expect.stringContaining("is no host name")]);
});

test("others come and go: members are told, bare machines stay as they are", async () => {
  const others = ["10.0.9.1", "10.0.9.2", "10.0.9.3"];
  expect(await diff(member, { ...member, addresses: others })).toMatchObject({ changes: true, replaces: [] });
  expect(await diff(bare, { ...bare, addresses: others })).toMatchObject({ changes: false, replaces: [] });
});

test("a machine makes room for another at its address, and only for that", async () => {
  const replaced = (names: string[], deleteBeforeReplace: boolean) => ({
    changes: true,
    replaces: names,
    deleteBeforeReplace,
  });
  expect(await diff(bare, { ...bare, hostName: "db-1" })).toEqual(replaced(["hostName"], true));
  expect(await diff(bare, { ...bare, lab: "other" })).toEqual(replaced(["lab"], true));
  expect(await diff(bare, { ...bare, address: "10.0.9.5" })).toEqual(replaced(["address"], false));
  const otherDebian = { ...bare, address: "10.0.9.5", debian: "bookworm" as const };
  expect(await diff(bare, otherDebian)).toEqual(replaced(["address", "debian"], true));
  const elsewhere = { ...otherDebian, lab: "other", address: "10.0.8.5" };
  expect(await diff(bare, elsewhere)).toEqual(replaced(["lab", "address", "debian"], false));
});
