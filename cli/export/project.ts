import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../failure";

/** The folder that a project goes into: new, or empty. */
export function requireEmpty(out: string): string {
  const folder = resolve(out);
  try {
    if (readdirSync(folder).length > 0)
      throw new UsageError(`--out: ${folder} is not empty; name a new folder, or an empty one`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new UsageError(`--out: ${message}`);
  }
  return folder;
}

const templateFile = (name: string): string =>
  readFileSync(join(dirname(require.resolve("pulumi-pacemaker/package.json")), "template", name), "utf8");

/** What the engine allows a project to be called. */
export const projectName = (folder: string): string =>
  basename(folder)
    .replace(/[^\w.-]+/g, "-")
    .slice(0, 100)
    .replace(/^-+$/, "") || "cluster";

/** What every project of this package begins with, filled in as `pulumi new` does it. */
export function projectFiles(name: string, description: string): Record<string, string> {
  const filled = (file: string) =>
    templateFile(file).replaceAll("${PROJECT}", name).replaceAll("${DESCRIPTION}", JSON.stringify(description));
  return {
    // What `pulumi new` asks for is answered already.
    "Pulumi.yaml": filled("Pulumi.yaml").replace(/^template:\n(?:[ \t].*\n)*/m, ""),
    "package.json": filled("package.json"),
    "tsconfig.json": filled("tsconfig.json"),
  };
}

export function writeProject(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  // Never over what somebody else has put there in the meantime.
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { flag: "wx" });
}
