import { Command } from "commander";
import { listAgents, listClasses, showAgent } from "./actions/agents";
import { eraseCluster } from "./actions/erase";
import { exportCluster } from "./actions/export";
import { deleteNode } from "./actions/member";
import { switchNode } from "./actions/node";
import { cleanUp, startResource, stopResource } from "./actions/resource";
import { showStatus } from "./actions/status";
import { requireEmpty } from "./export/project";
import { addFlags, runCommand, type Flags } from "./command";

const footer = `
Exit status: 0 done, 1 failed, 2 the command line is wrong, 3 no host can be reached.
Every command waits until the cluster has done it, and says what failed.`;

export function program(): Command {
  // Subcommands take over what is set before they are made.
  const root = new Command("pulumi-pacemaker")
    .description("Looks at a Pacemaker cluster and acts on it, over SSH.")
    .exitOverride()
    .showHelpAfterError("(--help shows what there is)")
    .addHelpText("after", footer);
  const leaf = (parent: Command, usage: string, description: string) =>
    addFlags(parent.command(usage).description(description));

  leaf(root, "status", "versions, nodes, resources and where they run, failures").action((flags: Flags) =>
    runCommand(flags, showStatus),
  );
  const agents = root.command("agents").description("the resource agents that are installed");
  leaf(agents, "classes", "classes of agents, and the providers of the class ocf").action((flags: Flags) =>
    runCommand(flags, listClasses),
  );
  leaf(agents, "list [class] [provider]", "agents, e.g. of ocf heartbeat").action(
    (kind: string | undefined, provider: string | undefined, flags: Flags) =>
      runCommand(flags, (session) => listAgents(session, { class: kind, provider })),
  );
  leaf(agents, "show <agent>", "an agent's parameters and actions").action((name: string, flags: Flags) =>
    runCommand(flags, (session) => showAgent(session, name)),
  );
  leaf(root, "standby [node]", "the node runs no resources any more").action((name: string | undefined, flags: Flags) =>
    runCommand(flags, (session) => switchNode(session, name, true)),
  );
  leaf(root, "online [node]", "the node may run resources again").action((name: string | undefined, flags: Flags) =>
    runCommand(flags, (session) => switchNode(session, name, false)),
  );
  const node = root.command("node").description("the members of the cluster");
  leaf(node, "delete <node>", "drain a member and take it out of the cluster, also one that no longer exists").action(
    (name: string, flags: Flags) => runCommand(flags, (session) => deleteNode(session, name)),
  );
  leaf(root, "stop <resource>", "stop a resource and keep it stopped").action((id: string, flags: Flags) =>
    runCommand(flags, (session) => stopResource(session, id)),
  );
  leaf(root, "start <resource>", "let a resource run").action((id: string, flags: Flags) =>
    runCommand(flags, (session) => startResource(session, id)),
  );
  leaf(root, "cleanup [resource]", "forget failures and try again").action((id: string | undefined, flags: Flags) =>
    runCommand(flags, (session) => cleanUp(session, id)),
  );
  leaf(root, "export", "write the configuration as a Pulumi project, and what imports it into a stack")
    .requiredOption("--out <folder>", "a new or empty folder for the project")
    .action(async (flags: Flags & { out: string }) => {
      const folder = requireEmpty(flags.out);
      await runCommand(flags, (session) => exportCluster(session, folder));
    });
  leaf(root, "erase", "delete the whole configuration, but for the nodes")
    .option("--yes", "do not ask")
    .action((flags: Flags & { yes?: true }) =>
      runCommand(flags, (session) => eraseCluster(session, flags.yes === true)),
    );
  return root;
}
