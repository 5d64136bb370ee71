import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { commandLine, pack, type Unpacked, unpack } from "../../../provider/ssh/envelope";

/** The receiver as a host runs it, by this machine's own shell. */
function start(input: Buffer, shell = "sh") {
  const child = spawn(shell, ["-c", commandLine(false)]);
  const pieces = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on("data", (piece: Buffer) => pieces.stdout.push(piece));
  child.stderr.on("data", (piece: Buffer) => pieces.stderr.push(piece));
  child.stdin.on("error", () => undefined); // a receiver that refuses does not read on
  child.stdin.end(input);
  const ended = once(child, "close").then(([status]) => status as number);
  const unpacked = async (): Promise<{ status: number; answer: Unpacked }> => {
    const status = await ended;
    const [stdout, stderr] = [Buffer.concat(pieces.stdout), Buffer.concat(pieces.stderr)];
    return { status, answer: unpack(stdout, stderr, status, "MARK") };
  };
  return { child, pieces, unpacked };
}

const run = (script: string, files: Record<string, string> = {}, seconds = 30) =>
  start(pack({ script, files }, "MARK", seconds)).unpacked();

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** One that has ended may wait for its parent to take note. */
function hasEnded(pid: string): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return true;
  }
}

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "envelope-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const fileName = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);

test("files arrive as they were sent, whatever is in them", async () => {
  await fc.assert(
    fc.asyncProperty(fileName, fc.string({ unit: "binary", maxLength: 3000 }), async (name, content) => {
      const { status, answer } = await run(`cat ./${name}`, { [name]: content });
      const arrived = Buffer.from(content, "utf8").toString("utf8"); // lone surrogates have no UTF-8
      expect([status, answer]).toEqual([0, { started: true, stdout: arrived, stderr: "" }]);
    }),
    { numRuns: 40 },
  );
});

test("a script has its status, both streams, its files, a private folder, and nothing on stdin", async () => {
  const { status, answer } = await run("ls; pwd; stat -c %a .; cat; echo wrong >&2; exit 7", { b: "", a: "1" });
  expect(status).toBe(7);
  expect(answer).toMatchObject({ started: true, stderr: "wrong\n" });
  const [a, b, dir, mode, ...rest] = answer.started ? answer.stdout.split("\n") : [];
  expect([a, b, mode, rest]).toEqual(["a", "b", "700", [""]]);
  expect(dir).toMatch(/^\/dev\/shm\/pulumi-pacemaker\./);
  expect(existsSync(dir ?? "")).toBe(false);
});

test("the administrator's tools are on PATH and the language is C.UTF-8", async () => {
  const { answer } = await run('echo "$LC_ALL $PATH"');
  expect(answer).toMatchObject({ stdout: expect.stringMatching(/^C\.UTF-8 .*:\/usr\/sbin:\/sbin\n$/) as unknown });
});

test("input that ends early starts nothing and leaves nothing, wherever it ends", async () => {
  const witness = join(folder, "witness");
  const whole = pack({ script: `echo started > '${witness}'`, files: { one: "é".repeat(50), two: "" } }, "MARK", 30);
  // The last byte only ends the last line; all files are there and were compared by then.
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 3 }), async (length) => {
      const { status, answer } = await start(whole.subarray(0, length)).unpacked();
      expect([status, answer]).toEqual([
        97,
        { started: false, reason: "incomplete", words: "the input is incomplete" },
      ]);
      expect(existsSync(witness)).toBe(false);
    }),
    { numRuns: 60 },
  );
  expect((await start(whole).unpacked()).status).toBe(0);
  expect(existsSync(witness)).toBe(true);
});

test("input that was changed on the way starts nothing", async () => {
  const whole = pack({ script: "echo never", files: { one: "content" } }, "MARK", 30);
  const at = whole.indexOf("never");
  whole.write("other", at);
  const { answer } = await start(whole).unpacked();
  expect(answer).toMatchObject({ started: false, reason: "incomplete" });
});

test("what a login prints before is left out", async () => {
  const mark = "MARK";
  const { status, answer } = await run("echo out; echo err >&2");
  expect(status).toBe(0);
  const noisy = unpack(Buffer.from(`motd\n${mark}\nout\n`), Buffer.from(`warning${mark}\nerr\n`), 0, mark);
  expect(noisy).toEqual(answer);
});

test.each(["TERM", "HUP", "INT"] as const)("SIG%s ends the script and removes its folder", async (signal) => {
  const pidFile = join(folder, signal);
  const script = `pwd; echo $$ > '${pidFile}'; sleep 60`;
  const { child, pieces, unpacked } = start(pack({ script }, "MARK", 60));
  await until(() => existsSync(pidFile) && readFileSync(pidFile, "utf8").endsWith("\n"));
  await until(() => Buffer.concat(pieces.stdout).includes("/dev/shm/"));
  const dir = Buffer.concat(pieces.stdout).toString().split("\n")[1] ?? "";
  expect(existsSync(dir)).toBe(true);
  child.kill(`SIG${signal}`);
  expect((await unpacked()).status).toBe(143);
  expect(existsSync(dir)).toBe(false);
  // The signal is sent before the answer, and takes effect when the kernel gets to it.
  await until(() => hasEnded(readFileSync(pidFile, "utf8").trim()));
});

test("the host's own limit ends a script that nobody waits for", async () => {
  const { status, answer } = await run("pwd; sleep 60", {}, 1);
  expect(status).toBe(124);
  expect(existsSync(answer.started ? answer.stdout.trim() : "/")).toBe(false);
});

test("a reader who is gone does not keep the folder", async () => {
  const { child, pieces, unpacked } = start(pack({ script: "pwd; sleep 0.3; echo more; exit 0" }, "MARK", 30));
  await until(() => Buffer.concat(pieces.stdout).includes("/dev/shm/"));
  const dir = Buffer.concat(pieces.stdout).toString().split("\n")[1] ?? "";
  child.stdout.destroy();
  await unpacked();
  expect(existsSync(dir)).toBe(false);
});

test.each(["../x", "a b", "", ".script", ".", "a\nb", "-n"])("a file cannot be named %j", (name) => {
  expect(() => pack({ script: "", files: { [name]: "" } }, "MARK", 1)).toThrow(TypeError);
});

test("a script can print what looks like a refusal", async () => {
  const { status, answer } = await run('echo "pulumi-pacemaker: the input is incomplete" >&2; exit 97');
  expect([status, answer.started]).toEqual([97, true]);
});

test("the command line is the same for each command", () => {
  expect(commandLine(true)).toMatch(/^exec env LC_ALL=C sudo -n -- sh -c '[^'\n]*'$/);
  expect(commandLine(false)).toMatch(/^exec env LC_ALL=C sh -c '[^'\n]*'$/);
});
