/** A trace of each run of a job, which goes on with that of whoever enqueued it. */
import { beginTrace, kindOf } from "../tracing/spans.ts";
import { traceparentOf } from "./kinds.ts";

/** `later`: it is not done yet, and nothing failed. */
export type JobOutcome = "done" | "later";

interface Run {
  readonly queue: string;
  /** The first is 1. */
  readonly attempt: number;
  readonly data: unknown;
}

export async function traceRun({ queue, attempt, data }: Run, run: () => Promise<JobOutcome>): Promise<void> {
  const facts = { "gradphoto.job": queue, "gradphoto.attempt": attempt };
  const span = beginTrace({ name: queue, kind: "consumer", facts }, traceparentOf(data));
  let outcome: JobOutcome | "failed" = "failed";
  try {
    outcome = await span.within(run);
  } catch (error) {
    span.fail(kindOf(error));
    throw error;
  } finally {
    span.tell({ "gradphoto.outcome": outcome });
    span.end();
  }
}
