import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as automation from "@pulumi/pulumi/automation";
import * as settings from "@pulumi/pulumi/runtime/settings";

const root = resolve(__dirname, "../../..");

// A program of this process never closes its connection to the engine, and gRPC shares what has the same address: an
// engine that got the port of an earlier one would be taken for gone before anybody looked.
const { grpcClientOptions } = settings as unknown as { grpcClientOptions: Record<string, unknown> };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/** A stack of the real engine, with a program that a test can change between two runs. */
export interface TestStack {
  program: automation.PulumiFn;
  stack: automation.Stack;
  /** Everything that the engine and the provider printed, over all runs. */
  output: string;
  up(options?: automation.UpOptions): Promise<Omit<automation.UpResult, "outputs">>;
  preview(options?: automation.PreviewOptions): Promise<automation.PreviewResult>;
  refresh(options?: automation.RefreshOptions): Promise<automation.RefreshResult>;
  destroy(options?: automation.DestroyOptions): Promise<automation.DestroyResult>;
  /** What the program gave back when it last ran to its end. */
  outputs(): Promise<automation.OutputMap>;
  /** The resources of the state file, without the stack itself. */
  state(): Promise<Record<string, unknown>[]>;
  /** The state file itself. */
  stored(): string;
  remove(): Promise<void>;
}

type Resource = Record<string, unknown>;

/** What the engine itself says of its last run. */
function lastRun(history: string): automation.UpdateSummary {
  const newest = readdirSync(history)
    .filter((each) => each.endsWith(".history.json"))
    .sort()
    .at(-1);
  return JSON.parse(readFileSync(join(history, newest ?? ""), "utf8")) as automation.UpdateSummary;
}

export async function testStack(program: automation.PulumiFn): Promise<TestStack> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-pacemaker-stack-"));
  // Without the file of attributes beside the state, which an engine that is killed may leave empty.
  const state = `${join(folder, "state")}?metadata=skip`;
  mkdirSync(join(folder, "state"));
  // The package itself is in there too, under its name.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: test\nruntime: nodejs\nmain: index.js\nbackend:\n  url: file://${state}\n`,
  );
  writeFileSync(join(folder, "index.js"), "");
  const made: TestStack = {
    program,
    output: "",
    stack: await automation.LocalWorkspace.createStack(
      { stackName: "test", projectName: "test", program: () => made.program() },
      {
        workDir: folder,
        envVars: { PULUMI_CONFIG_PASSPHRASE: "test", PULUMI_BACKEND_URL: `file://${state}` },
      },
    ),
    up: (options) => made.stack.up({ ...heard(), ...options }),
    preview: (options) => made.stack.preview({ ...heard(), ...options }),
    refresh: (options) => made.stack.refresh({ ...heard(), ...options }),
    destroy: (options) => made.stack.destroy({ ...heard(), ...options }),
    outputs: () => automation.Stack.prototype.outputs.call(made.stack),
    state: () => {
      const { checkpoint } = JSON.parse(made.stored()) as { checkpoint: { latest?: { resources?: Resource[] } } };
      return Promise.resolve((checkpoint.latest?.resources ?? []).filter(({ type }) => type !== "pulumi:pulumi:Stack"));
    },
    stored: () => readFileSync(join(folder, "state/.pulumi/stacks/test/test.json"), "utf8"),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
  // After each run it would start the engine's command three times more, for outputs, which few tests want, and for what
  // is in a file of the state.
  made.stack.outputs = () => Promise.resolve({});
  made.stack.info = () => Promise.resolve(lastRun(join(folder, "state/.pulumi/history/test/test")));
  const hear = (text: string) => {
    made.output += text;
    const file = process.env["PACEMAKER_TEST_OUTPUT"];
    if (file !== undefined) appendFileSync(file, text);
  };
  const heard = () => ({ onOutput: hear, onError: hear });
  return made;
}
