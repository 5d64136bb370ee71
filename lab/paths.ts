import { homedir } from "node:os";
import { join } from "node:path";

function base(variable: string, fallback: string): string {
  const value = process.env[variable];
  return join(value?.startsWith("/") ? value : join(homedir(), fallback), "pulumi-pacemaker");
}

/** What may be deleted at any time and is made again: Debian trees, and the packages for bare ones. */
const cacheDir = () => base("XDG_CACHE_HOME", ".cache");
export const treesDir = (): string => join(cacheDir(), "trees");
export const packagesDir = (): string => join(cacheDir(), "packages");

/** What a lab has while it is up; `down` removes it. */
export const labsDir = (): string => join(base("XDG_STATE_HOME", ".local/state"), "labs");
