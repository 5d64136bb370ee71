import { z } from "zod";
import { isSysctlKey, isSysctlValue } from "../node/sysctl";
import { common, named, scalarOfText } from "./fields";
import type { HostKind } from "./kind";

export const sysctlSettingSchema = z
  .strictObject({
    key: named(
      z.string().refine(isSysctlKey, "must be a kernel setting's name, such as net.ipv4.ip_nonlocal_bind"),
      "The setting's name (`sysctl -a`).",
    ),
    value: scalarOfText(z.string().refine(isSysctlValue, "must be one line of text")).meta({
      description: "Its value. Never a secret: every user of the host reads it with `sysctl`.",
      noSecret: true,
    }),
    persistent: z
      .boolean()
      .default(true)
      .meta({ description: "Also write it under /etc/sysctl.d, so that it survives a reboot. Default: true." }),
    ...common,
  })
  .meta({
    example: `new pacemaker.SysctlSetting(
  "net.ipv4.ip_nonlocal_bind",
  { value: 1 },
  { provider: cluster },
);`,
    limits: "Containers on the host that have kernel settings of their own keep them.",
    see: "sysctl.d(5)",
  });
export type SysctlSettingArgs = z.infer<typeof sysctlSettingSchema>;

export const sysctlSetting: HostKind<SysctlSettingArgs> = {
  place: "hosts",
  type: "SysctlSetting",
  description: "A kernel setting on every host of the provider.",
  schema: sysctlSettingSchema,
  name: (args) => args.key,
};
