import * as pacemaker from "pulumi-pacemaker";
import { Machine } from "../lab/machine";

/** The network of the machines, and of the addresses that the examples declare. */
export const subnet = "10.0.2";

/** Three machines of the lab, formed into one cluster, where yours would be a cloud's or your own. */
export function threeMachines(name: string): pacemaker.Provider {
  const addresses = [1, 2, 3].map((last) => `${subnet}.${last}`);
  const machine = (n: number) => new Machine(`node${n}`, { address: `${subnet}.${n}`, addresses });
  const [node1, node2, node3] = [machine(1), machine(2), machine(3)];
  return new pacemaker.Provider(name, {
    hosts: [node1.address, node2.address, node3.address],
    user: "admin",
    sudo: true,
    privateKeyFile: node1.privateKeyFile,
    hostKeys: { file: node1.hostKeysFile },
  });
}
