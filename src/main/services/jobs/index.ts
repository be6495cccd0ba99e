import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { actOnJob } from "./act-on-job.ts";
import { decideCancellation, decideCompensation, decideWriteOff } from "./end-job.ts";
import { ageJobs, exportJobs, findJob } from "./job-list.ts";
import { getJob, jobBoard, scanJob } from "./job-lookup.ts";
import { getJobSettings, saveJobSettings } from "./job-settings.ts";
import { decideMove } from "./move-job.ts";
import { decideCollection, decideJobPayment } from "./pay-job.ts";
import { receiveJob } from "./receive-job.ts";

type JobHandlers = Pick<Handlers, Extract<keyof Handlers, `job.${string}`>>;

/** Work taken in: a laundry's, a car wash's. */
export function jobHandlers(parts: Parts): JobHandlers {
  return {
    "job.receive": receiveJob(parts),
    "job.move": actOnJob(parts, "job.move", decideMove),
    "job.pay": actOnJob(parts, "job.pay", decideJobPayment),
    "job.collect": actOnJob(parts, "job.collect", decideCollection),
    "job.cancel": actOnJob(parts, "job.cancel", decideCancellation),
    "job.compensate": actOnJob(parts, "job.compensate", decideCompensation),
    "job.writeOff": actOnJob(parts, "job.writeOff", decideWriteOff),
    "job.board": jobBoard(parts),
    "job.find": findJob(parts),
    "job.ageing": ageJobs(parts),
    "job.export": exportJobs(parts),
    "job.get": getJob(parts),
    "job.scan": scanJob(parts),
    "job.settings": getJobSettings(parts),
    "job.saveSettings": saveJobSettings(parts),
  };
}
