/** Agents that the trees lack, with the parameters that the cases give them. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  "heartbeat/pgsqlms": ["bindir", "pgdata", "datadir", "start_opts"],
  "pacemaker/booth-site": ["config"],
  "suse/SAPHana": ["SID", "InstanceNumber", "PREFER_SITE_TAKEOVER", "AUTOMATED_REGISTER", "DUPLICATE_PRIMARY_TIMEOUT"],
  "suse/SAPHanaTopology": ["SID", "InstanceNumber"],
};

const agent = (path: string, names: readonly string[]): string => `#!/bin/sh
cat <<'END'
<?xml version="1.0"?>
<resource-agent name="${path.split("/").at(-1) ?? ""}" version="1.0">
<version>1.0</version><longdesc lang="en">stands in</longdesc><shortdesc lang="en">stands in</shortdesc>
<parameters>
${names.map((name) => `<parameter name="${name}"><longdesc lang="en"/><shortdesc lang="en"/><content type="string"/></parameter>`).join("\n")}
</parameters>
<actions>
${["start", "stop", "monitor", "promote", "demote", "notify", "meta-data"].map((name) => `<action name="${name}" timeout="5s"/>`).join("\n")}
</actions>
</resource-agent>
END
`;

/** A script that installs stand-ins for them, which can say what they take and do nothing. */
export const installAgents = Object.entries(parameters)
  .map(([path, names]) => {
    const file = `/usr/lib/ocf/resource.d/${path}`;
    return `mkdir -p $(dirname ${file}); cat > ${file} <<'AGENT'\n${agent(path, names)}AGENT\nchmod 755 ${file}\n`;
  })
  .join("");
