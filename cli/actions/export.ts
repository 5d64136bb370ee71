import { resolve } from "node:path";
import { configured } from "../../provider/cib/configured";
import { changeSection, emptyCib, objectsOf, type Cib } from "../../provider/cib/document";
import { element, idOf } from "../../provider/cib/element";
import { moves } from "../../provider/cib/moves";
import { unlike } from "../../provider/cib/unlike";
import type { ProviderSettings } from "../../provider/connection";
import { inventory, type Inventory } from "../../provider/kinds/inventory";
import { importFile } from "../export/import-file";
import { programText } from "../export/program";
import { projectFiles, projectName, writeProject } from "../export/project";
import { hideSecrets, type Secret } from "../export/secrets";
import type { Session } from "../session";
import { printable } from "../table";
import type { Done } from "./done";

/** A cluster with the same members in which nothing is configured. */
const unconfigured = (cib: Cib): Cib =>
  changeSection(emptyCib, "nodes", () =>
    objectsOf(cib, "nodes")
      .filter(({ attributes }) => attributes["type"] !== "remote")
      .map(({ name, attributes }) => element(name, attributes)),
  );

/** What the program lacks of the cluster, a line each: found by doing what it says to an empty one. */
function missing(cib: Cib, { all, refused }: Inventory): string[] {
  const made = all.reduce((each, { kind, args }) => kind.write(each, kind.schema.parse(args)), unconfigured(cib));
  const { lost, ids } = unlike(configured(cib), made);
  const byHand = moves(cib).map(
    (each) => `${idOf(each)}: left by a move by hand; \`crm resource clear ${each.attributes["rsc"] ?? ""}\` ends it`,
  );
  return [
    ...byHand,
    ...refused,
    ...lost.map((each) => `${each}: no resource can say it`),
    ...(ids.length > 0 ? [`made under other ids on another cluster: ${ids.join(", ")}`] : []),
  ].map(printable);
}

/** The program's folder is another one than that in which the command runs. */
const absolute = (file: string): string => (file.startsWith("~") ? file : resolve(file));

function withPlaces(settings: ProviderSettings): ProviderSettings {
  const { privateKeyFile, hostKeys, bastion, agent } = settings;
  const keys =
    typeof hostKeys !== "object" || "pinned" in hostKeys
      ? hostKeys
      : "file" in hostKeys
        ? { file: absolute(hostKeys.file) }
        : { acceptNew: absolute(hostKeys.acceptNew) };
  return {
    ...settings,
    ...(privateKeyFile !== undefined && { privateKeyFile: absolute(privateKeyFile) }),
    ...(keys !== undefined && { hostKeys: keys }),
    ...(typeof agent === "string" && { agent: absolute(agent) }),
    ...(bastion?.privateKeyFile !== undefined && {
      bastion: { ...bastion, privateKeyFile: absolute(bastion.privateKeyFile) },
    }),
  };
}

const notes = (lines: readonly string[]): string =>
  lines.length === 0 ? "" : ["// Not in this program:", ...lines.map((line) => `// - ${line}`), "\n"].join("\n");

function nextSteps(folder: string, secrets: readonly Secret[]): string[] {
  return [
    `  cd ${folder}`,
    "  npm install",
    "  pulumi stack init STACK",
    ...secrets.map(({ name, what }) => `  pulumi config set --secret ${name}   # ${what}`),
    "  pulumi import --file import.json --yes --protect=false --generate-code=false",
    "  pulumi preview   # no change",
  ];
}

/** The running cluster as a project, and what makes its objects known to a stack. */
export async function exportCluster(session: Session, folder: string): Promise<Done> {
  const settings = withPlaces(session.settings);
  const { cib, identity } = await session.cluster.observe();
  const found = inventory(cib);
  const hidden = hideSecrets(settings, found.all);
  const lacking = missing(cib, found);
  const name = projectName(folder);
  const nodes = objectsOf(cib, "nodes").flatMap(({ attributes }) => attributes["uname"] ?? []);
  const imported = await importFile(hidden, { cib, identity, settings });
  writeProject(folder, {
    ...projectFiles(name, `The Pacemaker cluster of ${nodes.join(", ")}`),
    "index.ts": notes(lacking) + programText(hidden),
    "import.json": `${JSON.stringify(imported, undefined, 2)}\n`,
  });
  return {
    text: [
      `${hidden.all.length} resources are in ${folder}. To take them over into a stack:`,
      ...nextSteps(folder, hidden.secrets),
    ]
      .map(printable)
      .join("\n"),
    json: { folder, resources: hidden.all.length, secrets: hidden.secrets, missing: lacking },
    warnings: lacking.map((each) => `not in the program: ${each}`),
  };
}
