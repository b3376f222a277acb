/** One call to the pool while it waits or is worked on: how it is answered, or given up without harm to the other photos. */
import { PhotoTimeoutError } from "./pool-errors.ts";
import type { JobNews } from "./serve-jobs.ts";

export interface OpenCall<Job> {
  readonly job: Job;
  /** The worker's answer, or why there is none. */
  readonly outcome: Promise<unknown>;
  /** A worker has taken the photo up: its time runs. */
  readonly begin: () => void;
  readonly hear: (news: JobNews) => void;
  readonly giveUp: (reason: unknown) => void;
  readonly isGivenUp: () => boolean;
}

export interface CallTerms {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onStep: ((step: string) => void) | undefined;
}

export function openCall<Job>(job: Job, { timeoutMs, signal, onStep }: CallTerms): OpenCall<Job> {
  let isGivenUp = false;
  let isAnswered = false;
  let timer: NodeJS.Timeout | undefined;
  let resolve: (answer: unknown) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const followCaller = (): void => giveUp(signal?.reason);
  const outcome = new Promise<unknown>((answered, failed) => {
    resolve = answered;
    reject = failed;
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", followCaller);
  });
  outcome.catch(() => {});
  function giveUp(reason: unknown): void {
    if (isAnswered) return;
    isGivenUp = true;
    reject(reason);
  }
  signal?.addEventListener("abort", followCaller, { once: true });
  return {
    job,
    outcome,
    giveUp,
    isGivenUp: () => isGivenUp,
    begin: () => {
      timer = setTimeout(() => giveUp(new PhotoTimeoutError(timeoutMs)), timeoutMs);
    },
    hear: ({ step, answer, fault }) => {
      if (step !== undefined) {
        onStep?.(step);
        return;
      }
      isAnswered = true;
      if (fault) reject(Object.assign(new Error(fault.message), { name: fault.name }));
      else resolve(answer);
    },
  };
}
