import { createRequire } from "node:module";
import { isAbsolute } from "node:path";

/**
 * What the engine knows of a call and the dynamic-provider process does not pass on: which resource it is about, its
 * customTimeouts, its inputs in state. The requests have it; their getters are the one place to read it. Only where a
 * process' first call is a read it cannot be known; what is said of that resource then stands with the stack.
 */
export interface CallContext {
  urn?: string;
  /** Milliseconds; Pulumi's own customTimeouts. */
  timeout?: number;
  /** The resource's inputs in state; deletes and reads get its outputs only. */
  oldInputs?: Record<string, unknown>;
}

interface Request {
  getUrn?(): string;
  getTimeout?(): number;
  getOldInputs?(): Struct | undefined;
  /** Those of a read. */
  getInputs?(): Struct | undefined;
}
interface Struct {
  toJavaScript(): Record<string, unknown>;
}

const contexts = new WeakMap<object, CallContext>();

/** Of the call that has just asked for its id. */
let current: CallContext | undefined;

/** The context of a call by the very object that the process handed over as its properties. */
export function contextOf(properties: object): CallContext {
  const context = contexts.get(properties) ?? current ?? {};
  contexts.set(properties, context);
  return context;
}

function readContext(request: Request): CallContext {
  const timeout = request.getTimeout?.() ?? 0;
  const oldInputs = (request.getOldInputs?.() ?? request.getInputs?.())?.toJavaScript();
  return {
    ...(request.getUrn && { urn: request.getUrn() }),
    ...(timeout > 0 && { timeout: timeout * 1000 }),
    ...(oldInputs && { oldInputs }),
  };
}

/** Remembers the request behind each properties object that a getter gives out. */
function watch(prototype: Record<string, unknown>, getter: string): void {
  const original = prototype[getter] as (this: Request) => Struct | undefined;
  prototype[getter] = function (this: Request) {
    const struct = original.call(this);
    if (!struct) return struct;
    return Object.assign(Object.create(struct) as Struct, {
      toJavaScript: () => {
        const properties = struct.toJavaScript();
        contexts.set(properties, readContext(this));
        return properties;
      },
    });
  };
}

/**
 * The process asks for the id in the very expression in which it calls us: by that its first call is known as well,
 * whose properties were read before this module was there.
 */
function watchId(prototype: Record<string, unknown>): void {
  const original = prototype["getId"] as (this: Request) => string;
  prototype["getId"] = function (this: Request) {
    current = readContext(this);
    queueMicrotask(() => {
      current = undefined;
    });
    return original.call(this);
  };
}

const [, entry, address] = process.argv;
const isProviderProcess = entry !== undefined && isAbsolute(entry) && entry.includes("dynamic-provider");

type Messages = Record<string, { prototype: Record<string, unknown> } | undefined>;

if (isProviderProcess) {
  const messages = createRequire(entry)("../../proto/provider_pb") as Messages;
  for (const [name, getter] of [
    ["CheckRequest", "getNews"],
    ["DiffRequest", "getNews"],
    ["CreateRequest", "getProperties"],
    ["UpdateRequest", "getNews"],
    ["DeleteRequest", "getProperties"],
    ["ReadRequest", "getProperties"],
  ] as const) {
    const prototype = messages[name]?.prototype;
    if (!prototype) continue;
    watch(prototype, getter);
    if ("getId" in prototype) watchId(prototype);
  }
}

/** An engine that was killed leaves its end of our input: nobody waits for an answer any more, and nobody ends us. */
export function onEngineGone(finish: () => Promise<unknown>): void {
  if (!isProviderProcess) return;
  process.stdin.resume().once("end", () => {
    void finish().finally(() => process.exit());
  });
}

interface EngineClient {
  log(request: unknown, options: { deadline: number }, callback: (error: Error | null) => void): void;
}
interface EngineModule {
  EngineClient: new (address: string, credentials: unknown) => EngineClient;
}
interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(message: string): void;
  setUrn(urn: string): void;
  setEphemeral(ephemeral: boolean): void;
}
interface EngineMessages {
  LogRequest: new () => LogRequest;
  LogSeverity: Record<"INFO" | "WARNING", number>;
}

let engine: { client: EngineClient; messages: EngineMessages } | undefined;

function connectEngine() {
  if (!isProviderProcess || address === undefined) return undefined;
  if (!engine) {
    const load = createRequire(entry);
    const { EngineClient } = load("../../proto/engine_grpc_pb") as EngineModule;
    const grpc = load("@grpc/grpc-js") as { credentials: { createInsecure(): unknown } };
    engine = {
      client: new EngineClient(address, grpc.credentials.createInsecure()),
      messages: load("../../proto/engine_pb") as EngineMessages,
    };
  }
  return engine;
}

const longestShow = 2000;
let shown: Promise<unknown> = Promise.resolve();

/** Resolves when the display has what was said by now: the engine hears nothing more after its last call has returned. */
export const allShown = (): Promise<unknown> => shown;

function log(severity: "INFO" | "WARNING", urn: string | undefined, message: string, ephemeral: boolean): void {
  const connected = connectEngine();
  if (!connected) return;
  const request = new connected.messages.LogRequest();
  request.setSeverity(connected.messages.LogSeverity[severity]);
  request.setMessage(message);
  if (urn !== undefined) request.setUrn(urn);
  request.setEphemeral(ephemeral);
  const sent = new Promise<void>((resolve) => {
    // A display that is gone is no reason to fail the operation.
    connected.client.log(request, { deadline: Date.now() + longestShow }, () => {
      resolve();
    });
  });
  shown = Promise.all([shown, sent]);
}

/** Whom a message is about. */
export interface Subject {
  /** Where in the display it stands; without it a message that stays is the stack's. */
  urn: string | undefined;
  /** "Primitive web" */
  label: string;
}

/** A line beside the resource in the engine's own display, replaced by the next. */
export function showStatus({ urn }: Subject, message: string): void {
  if (urn !== undefined) log("INFO", urn, message, true);
}

const lasting = ({ urn, label }: Subject, message: string) => (urn === undefined ? `${label}: ${message}` : message);

/** A diagnostic that stays. */
export function showInfo(subject: Subject, message: string): void {
  log("INFO", subject.urn, lasting(subject, message), false);
}
export function showWarning(subject: Subject, message: string): void {
  log("WARNING", subject.urn, lasting(subject, message), false);
}
