import { readFileSync } from "node:fs";
import { tryRun } from "./run";

/** The archive of Debian's own release among lines of "release URI"; not that of updates or security fixes. */
export function chooseArchive(targets: string, codename: string): string | undefined {
  return targets
    .split("\n")
    .map((line) => line.split(" "))
    .find(([release, uri]) => (release === codename || release === "stable") && uri?.includes("://"))?.[1];
}

/** Where this host's apt gets Debian from; undefined where it is not a Debian, then debootstrap's default counts. */
export async function hostArchive(): Promise<string | undefined> {
  const system = readFileSync("/etc/os-release", "utf8");
  const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, "m").exec(system)?.[1];
  if (value("ID") !== "debian") return undefined;
  const targets = await tryRun("apt-get", [
    "indextargets",
    "--format",
    "$(RELEASE) $(REPO_URI)",
    "Created-By: Packages",
  ]);
  return chooseArchive(targets.stdout, value("VERSION_CODENAME") ?? "stable");
}
