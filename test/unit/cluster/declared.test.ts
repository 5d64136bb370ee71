import { Declared } from "../../../provider/cluster/declared";

test("what is ahead: those that need a slot only, and those that only the program has spoken of", () => {
  const declared = new Declared();
  declared.tell("ip", undefined, []);
  expect(declared.ahead()).toEqual({ queued: 0, unheard: undefined });

  declared.foretell(() => ["ip", "web", "group"]);
  expect(declared.ahead()).toEqual({ queued: 0, unheard: 2 });
  declared.differs("ip");
  declared.tell("web", "web", []);
  expect(declared.ahead()).toEqual({ queued: 1, unheard: 1 });
  declared.begins("ip");
  declared.tell("group", undefined, []);
  expect(declared.ahead()).toEqual({ queued: 0, unheard: 0 });

  declared.leaves("old");
  expect(declared.ahead()).toEqual({ queued: 0, unheard: undefined });
});

test("what comes: it has begun, or only its program or its check have spoken of it", () => {
  const declared = new Declared();
  declared.foretell(() => ["ip", "web"]);
  declared.tell("ip", undefined, []);
  // Equal to state, for all that is known.
  expect(declared.comes("ip")).toBeUndefined();
  expect(declared.comes("web")).toBe("expected");
  declared.differs("ip");
  expect(declared.comes("ip")).toBe("expected");
  const end = declared.begins("ip");
  expect(declared.comes("ip")).toBe("begun");
  end();
  expect(declared.comes("ip")).toBeUndefined();
  expect(declared.comes("other")).toBeUndefined();
});
