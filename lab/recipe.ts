import { createHash } from "node:crypto";
import { BUILD } from "./build";

export const debians = ["bookworm", "trixie"] as const;
export type Debian = (typeof debians)[number];

/** What a tree consists of. */
export interface Recipe {
  debian: Debian;
  /** Installed by debootstrap. */
  base: readonly string[];
  /** Installed by apt on top, with services forbidden to start. */
  cluster: readonly string[];
  /** Those that exclude one of them: their files are put beside, without a word to dpkg. */
  beside: readonly string[];
  enabled: readonly string[];
  disabled: readonly string[];
  masked: readonly string[];
  sshd: string;
  sudoers: string;
}

const base = [
  "systemd",
  "systemd-sysv",
  "dbus",
  "openssh-server",
  "iproute2",
  "iputils-ping",
  "procps",
  "sudo",
  "ca-certificates",
  "apt-utils",
];

const cluster = [
  "pacemaker",
  "corosync",
  "crmsh",
  "resource-agents",
  "pacemaker-cli-utils",
  "iputils-arping",
  "apache2",
  "curl",
  "drbd-utils",
  "haproxy",
  "kmod",
];

/** What bundles need; crm of bookworm cannot read a configuration with one of podman's. */
const containers: Record<Debian, readonly string[]> = { bookworm: [], trixie: ["podman"] };

/** Before trixie all fence agents are in one package. */
const fencing: Record<Debian, readonly string[]> = {
  bookworm: ["fence-agents"],
  trixie: ["fence-agents-apc", "fence-agents-ipmilan"],
};

/** What the cluster runs, not systemd, and what looks for hardware. */
const disabled: Record<Debian, readonly string[]> = {
  bookworm: ["apache2.service", "drbd.service", "haproxy.service"],
  trixie: ["apache2.service", "drbd.service", "haproxy.service", "ipmievd.service"],
};

/** Units that would change the kernel, which is the host's, or need a world beyond the lab. */
const masked = [
  "sys-kernel-debug.mount",
  "sys-kernel-tracing.mount",
  "systemd-modules-load.service",
  "apt-daily.timer",
  "apt-daily-upgrade.timer",
];

/** OpenSSH 9.8 and newer shut an address out for a while after failed logins; tests of wrong keys are such. */
const penalties: Record<Debian, string> = { bookworm: "", trixie: "PerSourcePenalties no\n" };

export function recipe(debian: Debian, bare: boolean): Recipe {
  return {
    debian,
    base,
    cluster: bare ? [] : [...cluster, ...containers[debian], ...fencing[debian]],
    beside: bare ? [] : ["pacemaker-remote"],
    enabled: bare ? [] : ["corosync.service", "pacemaker.service"],
    disabled: bare ? [] : disabled[debian],
    masked,
    sshd: `${penalties[debian]}MaxStartups 100\n`,
    sudoers: "admin ALL=(ALL:ALL) NOPASSWD: ALL\n",
  };
}

/** The name of a tree's folder: another recipe, another name. */
export function treeName(wanted: Recipe): string {
  const kind = wanted.cluster.length === 0 ? "bare" : "cluster";
  const hash = createHash("sha256").update(JSON.stringify([wanted, BUILD]));
  return `${wanted.debian}-${kind}-${hash.digest("hex").slice(0, 12)}`;
}
