import { Window } from "../../../provider/cluster/window";

const nothing = () => ({ calls: 0, soon: false });

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
  const many = () => ({ calls: 6, soon: false });
  const took = await secondsUntilClosed(window.closed(() => 2, many));
  expect(took).toBeGreaterThan(0.9);
  expect(took).toBeLessThan(1.5);
  expect(await secondsUntilClosed(window.closed(() => 2, nothing))).toBeLessThan(0.1);
});

test("is bounded, whatever comes", async () => {
  const window = new Window();
  const endless = setInterval(() => {
    window.note();
  }, 20);
  const took = await secondsUntilClosed(window.closed(() => 1, nothing));
  clearInterval(endless);
  expect(took).toBeLessThan(2);
});
