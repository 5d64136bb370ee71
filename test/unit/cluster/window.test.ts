import { Window, type Ahead } from "../../../provider/cluster/window";

/** Nothing is known of what comes, or this. */
const known =
  (ahead: Partial<Ahead>): (() => Ahead) =>
  () => ({ returning: { calls: 0, soon: false }, queued: 0, unheard: undefined, ...ahead });
const nothing = known({});

async function secondsUntilClosed(closing: Promise<void>): Promise<number> {
  const began = Date.now();
  await closing;
  return (Date.now() - began) / 1000;
}

test("waits for a wave that is still coming in", async () => {
  const window = new Window();
  let waiting = 1;
  const wave = setInterval(() => {
    waiting++;
    window.note();
  }, 50);
  setTimeout(() => {
    clearInterval(wave);
  }, 520);
  window.note();
  await window.closed(() => waiting, nothing);
  clearInterval(wave);
  expect(waiting).toBeGreaterThanOrEqual(8);
});

test("never waits once the engine has as many calls out as ever", async () => {
  const window = new Window();
  window.note();
  await window.closed(() => 3, nothing);
  window.note();
  expect(await secondsUntilClosed(window.closed(() => 3, nothing))).toBeLessThan(0.05);
});

test("a few wait for the many that are about to make room, but not for long", async () => {
  const window = new Window();
  window.note();
  await window.closed(() => 8, nothing);
  const many = known({ returning: { calls: 6, soon: false } });
  const took = await secondsUntilClosed(window.closed(() => 2, many));
  expect(took).toBeGreaterThan(0.9);
  expect(took).toBeLessThan(1.5);
  expect(await secondsUntilClosed(window.closed(() => 2, nothing))).toBeLessThan(0.1);
});

test("what is written goes at once when nothing of the program is left", async () => {
  const window = new Window();
  window.note();
  expect(await secondsUntilClosed(window.closed(() => 1, known({ unheard: 0 })))).toBeLessThan(0.1);
  window.note();
  expect(await secondsUntilClosed(window.closed(() => 0, known({ unheard: 2 })))).toBeGreaterThan(0.2);
  window.note();
  const took = await secondsUntilClosed(window.closed(() => 0, known({ unheard: 0, queued: 1 })));
  expect(took).toBeGreaterThan(0.08);
  expect(took).toBeLessThan(0.2);
});

test("those that need only a slot are waited for as long as writing once more would take", async () => {
  const window = new Window();
  await window.closed(() => 4, nothing);
  const more = known({ queued: 9 });
  window.written(4, 600);
  const took = await secondsUntilClosed(window.closed(() => 2, more));
  expect(took).toBeGreaterThan(0.5);
  expect(took).toBeLessThan(0.9);
  expect(await secondsUntilClosed(window.closed(() => 2, more))).toBeLessThan(0.1);
});

test("is bounded, whatever comes", async () => {
  const window = new Window();
  window.note();
  const endless = setInterval(() => {
    window.note();
  }, 20);
  const took = await secondsUntilClosed(window.closed(() => 1, nothing));
  clearInterval(endless);
  expect(took).toBeGreaterThan(1.4);
  expect(took).toBeLessThan(2);
});
