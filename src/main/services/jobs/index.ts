import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { cancelJob, compensateJob, writeOffJob } from "./end-job.ts";
import { findJob, getJob, jobBoard, scanJob } from "./job-lookup.ts";
import { getJobSettings, saveJobSettings } from "./job-settings.ts";
import { moveJob } from "./move-job.ts";
import { collectJob, payJob } from "./pay-job.ts";
import { receiveJob } from "./receive-job.ts";

type JobHandlers = Pick<Handlers, Extract<keyof Handlers, `job.${string}`>>;

/** Work taken in: a laundry's, a car wash's. */
export function jobHandlers(parts: Parts): JobHandlers {
  return {
    "job.receive": receiveJob(parts),
    "job.move": moveJob(parts),
    "job.pay": payJob(parts),
    "job.collect": collectJob(parts),
    "job.cancel": cancelJob(parts),
    "job.compensate": compensateJob(parts),
    "job.writeOff": writeOffJob(parts),
    "job.board": jobBoard(parts),
    "job.find": findJob(parts),
    "job.get": getJob(parts),
    "job.scan": scanJob(parts),
    "job.settings": getJobSettings(parts),
    "job.saveSettings": saveJobSettings(parts),
  };
}
