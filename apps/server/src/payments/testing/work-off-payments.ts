/** Runs payment jobs in tests, by kind. */
import type { Database } from "../../infra/db/database.ts";
import { workOff } from "../../testing/jobs.ts";
import type { PaymentJobs } from "../jobs.ts";

export type PaymentJob = "settle-order" | "give-refund" | "compare-bill" | "expire-collections";

/** Runs the jobs of one kind; returns the number of orders, refunds, days or collections that finished. */
export const workOffPayments =
  (db: Database, jobs: PaymentJobs) =>
  async (name: PaymentJob): Promise<number> => {
    if (name === "settle-order") return workOff(db, name, jobs[name]);
    if (name === "give-refund") return workOff(db, name, jobs[name]);
    if (name === "expire-collections") return jobs[name](new AbortController().signal);
    await jobs["open-bill-days"](new AbortController().signal);
    return workOff(db, name, jobs[name]);
  };
