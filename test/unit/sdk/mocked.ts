import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  type: string;
  inputs: Record<string, unknown>;
  dependsOn: string[];
  deletedWith: string;
}

const nameIn = (urn: string) => urn.split("::").at(-1) ?? "";

/** Runs a program without an engine, and gives what it would have registered, by name. */
export async function registered(program: () => void): Promise<Record<string, Registered>> {
  const all: Record<string, Registered> = {};
  await pulumi.runtime.setMocks(
    {
      newResource({ id, type, name, inputs, registerRequest }) {
        all[name] = {
          type,
          inputs: inputs as Record<string, unknown>,
          dependsOn: (registerRequest?.getDependenciesList() ?? []).map(nameIn),
          deletedWith: nameIn(registerRequest?.getDeletedwith() ?? ""),
        };
        return { id: id ?? `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "project",
    "stack",
    true,
  );
  await pulumi.runtime.runInPulumiStack(() => {
    program();
    return Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return all;
}
