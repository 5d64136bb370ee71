import { changeSection, emptyCib, putObject, type Cib } from "../../../provider/cib/document";
import { element, withAttributes } from "../../../provider/cib/element";
import { PacemakerError } from "../../../provider/errors";
import type { Coming } from "../../../provider/cluster/declared";
import { Writer, type Change } from "../../../provider/cluster/writer";
import type { Snapshot } from "../../../provider/cluster/snapshot";
import type { Host } from "../../../provider/ssh/types";

const host: Host = { address: "nowhere", run: () => Promise.reject(new Error("nothing is to be written")) };
const alone = {
  companyOf: () => undefined,
  comes: (): Coming | undefined => undefined,
  company: () => Promise.resolve(),
  recent: (): Snapshot | undefined => undefined,
  wrote: () => undefined,
  written: () => undefined,
  foreseen: (cib: Cib) => cib,
};
const unchanged: Change = { label: "Primitive web", names: ["web"], deadline: Infinity, apply: (cib) => cib };

test("a change that comes in the very moment in which the last one is done is not forgotten", async () => {
  const writer = new Writer({
    snapshot: () => Promise.resolve({ cib: emptyCib, identity: "key:x", host }),
    ...alone,
  });
  for (let i = 0; i < 3; i++)
    await expect(writer.submit(unchanged)).resolves.toMatchObject({ after: emptyCib, warnings: [] });
});

test("one that the document does not allow fails alone", async () => {
  const writer = new Writer({
    snapshot: () => Promise.resolve({ cib: emptyCib, identity: "key:x", host }),
    ...alone,
  });
  const impossible: Change = {
    ...unchanged,
    apply: () => {
      throw new Error("not here");
    },
  };
  const outcomes = await Promise.allSettled([impossible, unchanged].map((each) => writer.submit(each)));
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});

describe("what names an object that is not there", () => {
  const webFirst = { ...unchanged, needs: ["web"] };
  const withWeb = putObject(emptyCib, "resources", undefined, element("primitive", { id: "web" }));
  /** In a cluster in which web shows at the second look. */
  const submit = (comes: () => Coming | undefined) => {
    const documents = [emptyCib];
    const writer = new Writer({
      ...alone,
      comes,
      snapshot: () => Promise.resolve({ cib: documents.shift() ?? withWeb, identity: "key:x", host }),
    });
    return writer.submit(webFirst);
  };

  afterEach(() => {
    jest.useRealTimers();
  });

  test("goes as soon as that is there", async () => {
    await expect(submit(() => "begun")).resolves.toMatchObject({ snapshot: { cib: withWeb } });
    await expect(submit(() => "expected")).resolves.toMatchObject({ snapshot: { cib: withWeb } });
  });

  test("has nothing to do with what becomes of the change that it came with", async () => {
    const quorate = (cib: Cib) => withAttributes(cib, { "have-quorum": "1" });
    const documents = [quorate(emptyCib)];
    const writer = new Writer({
      ...alone,
      comes: () => "expected",
      snapshot: () => Promise.resolve({ cib: documents.shift() ?? quorate(withWeb), identity: "key:x", host }),
    });
    const db = element("primitive", { id: "db" });
    const other = { ...unchanged, apply: (cib: Cib) => putObject(cib, "resources", undefined, db) };
    const outcomes = await Promise.allSettled([webFirst, other].map((each) => writer.submit(each)));
    expect(outcomes).toMatchObject([
      { status: "fulfilled", value: { snapshot: { cib: quorate(withWeb) } } },
      { status: "rejected", reason: { message: "nothing is to be written" } },
    ]);
  });

  test("waits for nothing that the program does not write", async () => {
    await expect(submit(() => undefined)).resolves.toMatchObject({ snapshot: { cib: emptyCib } });
  });

  test("waits 10 s for what may have no slot, and until its limit for what goes on", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate"] });
    let looks = 0;
    const life = (as: Coming, deadline: number) =>
      new Writer({
        ...alone,
        comes: () => as,
        company: () => new Promise((resume) => setImmediate(resume)),
        snapshot: () => {
          looks++;
          jest.setSystemTime(Date.now() + 1000);
          return Promise.resolve({ cib: emptyCib, identity: "key:x", host });
        },
      }).submit({ ...webFirst, deadline: Date.now() + deadline });
    await expect(life("expected", 60_000)).rejects.toThrow(
      /^Primitive web names web, which the program declares .* \[NOT_FOUND\]\n.*instead of its id/,
    );
    expect(looks).toBe(11);
    await expect(life("begun", 60_000)).resolves.toMatchObject({ snapshot: { cib: emptyCib } });
    expect(looks).toBe(11 + 60);
  });
});

test("a change of which nobody knows whether it was in keeps what was there before it", async () => {
  const before = withAttributes(emptyCib, { "have-quorum": "1" });
  const after = putObject(before, "resources", undefined, element("primitive", { id: "web" }));
  const documents = [before, after];
  const cut: Host = {
    address: "a",
    run: () => Promise.reject(new PacemakerError("SSH_LOST", "the connection is gone")),
  };
  const writer = new Writer({
    snapshot: () => Promise.resolve({ cib: documents.shift() ?? after, identity: "key:x", host: cut }),
    ...alone,
  });
  const committed = await writer.submit({ ...unchanged, apply: () => after });
  expect(committed.snapshot.cib).toBe(before);
  expect(committed.after).toBe(after);
});

describe("with a snapshot of a moment ago", () => {
  const before = withAttributes(emptyCib, { "have-quorum": "1", epoch: "7" });
  const without = (cib: Cib) => changeSection(cib, "resources", () => []);
  const withWeb = putObject(before, "resources", undefined, element("primitive", { id: "web" }));
  const answering: Host = {
    address: "a",
    run: () => Promise.resolve({ status: 0, stdout: "\u001eoutcome\ndone\n", stderr: "" }),
  };
  const writing = (old: Cib, now: Cib) => {
    const asked = { looks: 0, wrote: [] as (string | undefined)[] };
    const writer = new Writer({
      ...alone,
      snapshot: () => {
        asked.looks++;
        return Promise.resolve({ cib: now, identity: "key:x", host: answering });
      },
      recent: () => ({ cib: old, identity: "key:x", host: answering }),
      wrote: ({ cib }) => asked.wrote.push(cib.attributes["epoch"]),
    });
    return { asked, writer };
  };

  test("what goes in is made of it, and is the next one's", async () => {
    const { asked, writer } = writing(withWeb, before);
    await writer.submit({ ...unchanged, apply: without });
    expect(asked).toEqual({ looks: 0, wrote: ["8"] });
  });

  test("that there is nothing to do is said of a fresh one only", async () => {
    const { asked, writer } = writing(before, withWeb);
    await writer.submit({ ...unchanged, apply: without });
    expect(asked).toEqual({ looks: 1, wrote: ["8"] });
  });

  test("and that something cannot be", async () => {
    const { asked, writer } = writing(before, withWeb);
    const apply = (cib: Cib) => {
      if (cib === before) throw new Error("there is none");
      return without(cib);
    };
    await writer.submit({ ...unchanged, apply });
    expect(asked).toEqual({ looks: 1, wrote: ["8"] });
  });
});
