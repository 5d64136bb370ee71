import * as pulumi from "@pulumi/pulumi";
import { readReport } from "../provider/cluster/report";
import type { Report } from "../provider/crm/report";
import { ask, type ReadOptions } from "./reading";

export type { FailureReport, NodeReport, ResourceReport, Versions } from "../provider/crm/report";
export type GetStatusResult = Report;

/**
 * What the cluster is and does: versions, nodes, resources and where they run, failures.
 *
 * It is asked as soon as the provider's hosts are known. To ask after a resource was created or changed, start from
 * one of its outputs.
 *
 * @example
 * const status = web.id.apply(() => pacemaker.getStatus({ provider: cluster }));
 * export const active = status.resources.apply((all) => all.find(({ id }) => id === "web")?.nodes);
 */
export const getStatus = (options: ReadOptions): pulumi.Output<GetStatusResult> =>
  ask(options, pulumi.output({}), (connections) => readReport(connections));
