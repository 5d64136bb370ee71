import { parseTime } from "../provider/cib/meaning";
import { Cluster } from "../provider/cluster/cluster";
import { connectionArgs, type ProviderSettings } from "../provider/connection";
import { connect, type Connections } from "../provider/ssh";
import { UsageError } from "./failure";

/** One run of a command against one cluster. */
export interface Session {
  settings: ProviderSettings;
  connections: Connections;
  cluster: Cluster;
  /** Milliseconds since the epoch at which waiting ends. */
  deadline: number;
  progress: (what: string) => void;
}

const defaultLimit = "5min";

function waitingLimit(settings: ProviderSettings, timeout: string | undefined): number {
  const limit = parseTime(String(timeout ?? settings.timeouts?.update ?? defaultLimit));
  if (limit === undefined) throw new UsageError('--timeout must be a time such as 30, "90s" or "10min"');
  return limit;
}

export async function withSession<Answer>(
  settings: ProviderSettings,
  timeout: string | undefined,
  progress: (what: string) => void,
  work: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  const deadline = Date.now() + waitingLimit(settings, timeout);
  const connections = connect(connectionArgs(settings));
  try {
    return await work({ settings, connections, cluster: new Cluster(connections), deadline, progress });
  } finally {
    connections.close();
  }
}
