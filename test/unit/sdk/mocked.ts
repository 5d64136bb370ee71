import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  type: string;
  inputs: Record<string, unknown>;
  dependsOn: string[];
  deletedWith: string;
  secretOutputs: string[];
}

interface Request {
  getName(): string;
  getType(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getDependenciesList(): string[];
  getDeletedwith(): string;
  getAdditionalsecretoutputsList(): string[];
}

interface Monitor {
  registerResource(request: Request, callback: unknown): unknown;
}

const nameIn = (urn: string) => urn.split("::").at(-1) ?? "";

/** Runs a program in a preview without an engine, and gives what it registers, by name. */
export async function registered(program: () => void): Promise<Record<string, Registered>> {
  const state = {
    newResource: ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({ id: name, state: inputs as object }),
  };
  await pulumi.runtime.setMocks({ ...state, call: () => ({}) }, "project", "stack", true);
  const all: Record<string, Registered> = {};
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    all[request.getName()] = {
      type: request.getType(),
      inputs: request.getObject().toJavaScript(),
      dependsOn: request.getDependenciesList().map(nameIn).sort(),
      deletedWith: nameIn(request.getDeletedwith()),
      secretOutputs: request.getAdditionalsecretoutputsList(),
    };
    return register(request, callback);
  };
  await pulumi.runtime.runInPulumiStack(() => {
    program();
    return Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return all;
}
