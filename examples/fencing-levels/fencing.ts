import type * as pulumi from "@pulumi/pulumi";
import * as pacemaker from "pulumi-pacemaker";

/** Of the IPMI devices of node1, node2 and so on, and of the power switches. */
export interface Passwords {
  ipmi: readonly pulumi.Input<string>[];
  switches: pulumi.Input<string>;
}

/** Each node has an IPMI device; where that does not answer, both of the switches that feed the node are turned. */
export function fencing(cluster: pacemaker.Provider, passwords: Passwords): void {
  const on = { provider: cluster };
  const nodes = passwords.ipmi.map((_, i) => `node${i + 1}`);

  new pacemaker.ClusterProperties(
    "cib-bootstrap-options",
    { values: { "stonith-enabled": true, "stonith-timeout": "90s" } },
    on,
  );

  const switches = ["a", "b"].map(
    (feed, i) =>
      new pacemaker.Primitive(
        `fence-pdu-${feed}`,
        {
          agent: "stonith:fence_apc",
          params: {
            ip: `10.0.3.${11 + i}`,
            username: "apc",
            password: passwords.switches,
            // Which outlet is whose.
            pcmk_host_map: nodes.map((node, outlet) => `${node}:${outlet + 1}`).join(";"),
          },
          operations: { monitor: { interval: "120s", timeout: "30s" } },
        },
        on,
      ),
  );

  for (const [i, password] of passwords.ipmi.entries()) {
    const [node, short] = [`node${i + 1}`, `n${i + 1}`];
    const ipmi = new pacemaker.Primitive(
      `fence-${short}-ipmi`,
      {
        agent: "stonith:fence_ipmilan",
        params: {
          ip: `10.0.3.${i + 1}`,
          username: "fencer",
          password,
          lanplus: 1,
          pcmk_host_list: node,
          // Two nodes that have lost each other do not shoot at the same moment: whoever aims at node1 waits.
          ...(i === 0 && { pcmk_delay_base: "5s" }),
        },
        operations: { monitor: { interval: "60s", timeout: "20s" } },
      },
      on,
    );
    // No node watches its own device: it is not the one to use it.
    new pacemaker.Location(`fence-${short}-not-on-${short}`, { resource: ipmi, node, score: "-INFINITY" }, on);
    new pacemaker.FencingTopology(`fence-${node}`, { node, levels: { 1: [ipmi], 2: switches } }, on);
  }
}
