import * as pulumi from "@pulumi/pulumi";
import type { ProviderSettings } from "../provider/connection";
import { PacemakerError } from "../provider/errors";
import type { ProviderArgs } from "./args";

interface Settings {
  hosts: pulumi.Output<string[]>;
  others: pulumi.Output<Omit<ProviderSettings, "hosts">>;
}

const remembered = new WeakMap<object, Settings>();

/** Keeps the arguments of a provider for what the program itself asks of the cluster. */
export function rememberSettings(provider: object, { hosts, ...others }: ProviderArgs): void {
  remembered.set(provider, {
    hosts: pulumi.output(hosts),
    others: pulumi.output(others),
  });
}

/** Unknown while one of them is; secret where the program says so. */
export function settingsOf(provider: object): Settings {
  const found = remembered.get(provider);
  if (found) return found;
  throw new pulumi.RunError(
    new PacemakerError("NO_PROVIDER", "a cluster is asked through its provider, and this is none", {
      hint: 'Pass { provider: cluster }, where cluster is a new pacemaker.Provider("name", { hosts: […] }).',
    }).message,
  );
}
