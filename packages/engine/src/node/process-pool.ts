/** Pool of processes that decode untrusted files. Each has one job at a time, and is replaced separately. */
import { type DecoderProcess, startDecoder } from "./decoder-process.ts";
import type { IsolationLevel } from "./isolation.ts";
import { PhotoTimeoutError, PoolBusyError, PoolClosedError } from "./pool-errors.ts";
import type { JobNews } from "./serve-jobs.ts";

/** One open call to the pool, which is answered, or cancelled without harm to other photos. */
interface OpenCall<Job> {
  readonly job: Job;
  /** Resolves to the worker's answer, or rejects with the error. */
  readonly outcome: Promise<unknown>;
  /** Called when a worker starts the photo, whose time limit runs from here. */
  readonly begin: () => void;
  readonly onNews: (news: JobNews) => void;
  readonly giveUp: (reason: unknown) => void;
  readonly isAbandoned: () => boolean;
}

interface CallTerms {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onStep: ((step: string) => void) | undefined;
}

function openCall<Job>(job: Job, { timeoutMs, signal, onStep }: CallTerms): OpenCall<Job> {
  let isAbandoned = false;
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
    isAbandoned = true;
    reject(reason);
  }
  signal?.addEventListener("abort", followCaller, { once: true });
  return {
    job,
    outcome,
    giveUp,
    isAbandoned: () => isAbandoned,
    begin: () => {
      timer = setTimeout(() => giveUp(new PhotoTimeoutError(timeoutMs)), timeoutMs);
    },
    onNews: ({ step, answer, fault }) => {
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

export interface ProcessPoolOptions {
  /** Module that answers through serveJobs. */
  readonly entry: URL;
  /** Folders that it reads in addition to those of the system. */
  readonly reads: readonly string[];
  readonly settings: object;
  readonly workers: number;
  /** Time limit of a job. One that takes longer is cancelled, and its process is killed. Waiting does not count. */
  readonly timeoutMs: number;
  /** Maximum number of waiting jobs. Further ones are refused with a PoolBusyError. */
  readonly maxWaiting: number;
  /**
   * Time without a job after which a process is ended, which frees the memory of its last files. One process always
   * stays.
   */
  readonly idleMs: number;
}

/** Number of files after which a process is replaced. */
const maxJobs = 200;

export interface JobOptions {
  /** Signal that rejects the job with its reason, whether it is waiting or in progress. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
}

export interface Isolated {
  readonly level: IsolationLevel;
  /** True if it runs as a user that owns nothing. */
  readonly isNobody: boolean;
}

/** Pool of processes that all run jobs of type `Job`. The caller validates the answers. */
export interface ProcessPool<Job extends object> {
  /**
   * Starts the first process and resolves when it is ready. The others start with the first job that needs them. Throws
   * a DecoderStartError when it cannot start.
   */
  start(): Promise<Isolated>;
  run(job: Job, options?: JobOptions): Promise<unknown>;
  /** Ends every process; unfinished jobs are rejected with a PoolClosedError. */
  close(): Promise<void>;
}

/** Flags that make the heap collect instead of grow. Pixels and network values are outside of it. */
const heapFlags: readonly string[] = [
  "--max-old-space-size=192",
  "--max-semi-space-size=1",
  // With its small default, every photo's buffers trigger three full collections, a seventh of the total time.
  "--initial-old-space-size=48",
  // V8 returns freed pages of its heap: 25 MB less per process, a tenth slower.
  "--optimize-for-size",
  // Parallel collection would take cores from other photos.
  "--single-threaded-gc",
];

/** Time after which a start counts as hanging. Starting an engine takes seconds. */
const startTimeoutMs = 60_000;

/** Slot for one running job. Its process is started when first needed. */
interface Slot<Job extends object> {
  worker: DecoderProcess | null;
  /** Number of jobs since its process was started. */
  jobs: number;
  call: OpenCall<Job> | null;
  idle: NodeJS.Timeout | null;
}

export function createProcessPool<Job extends object>(
  options: ProcessPoolOptions,
): ProcessPool<Job> {
  const { entry, reads, settings, workers, timeoutMs, maxWaiting, idleMs } = options;
  const startOne = (): Promise<DecoderProcess> =>
    startDecoder({ entry, reads, settings, flags: heapFlags, startTimeoutMs });

  /**
   * Starts the process of an empty slot. A process that dies while idle empties its slot for the next job. One handler
   * for each process: one for each job would keep all its files in memory until the process ends.
   */
  async function fill(slot: Slot<Job>): Promise<DecoderProcess> {
    if (slot.worker !== null) return slot.worker;
    const worker = await startOne();
    slot.worker = worker;
    slot.jobs = 0;
    void worker.ended.then((error) => {
      if (slot.worker !== worker) return;
      slot.worker = null;
      slot.call?.giveUp(error);
    });
    return worker;
  }
  const slots: readonly Slot<Job>[] = Array.from({ length: workers }, () => ({
    worker: null,
    jobs: 0,
    call: null,
    idle: null,
  }));
  const waiting: OpenCall<Job>[] = [];
  let closed = false;

  /** Gives each free slot the oldest waiting job. Slots with a process come first. */
  function handOut(): void {
    const free = slots.filter(({ call }) => call === null);
    for (const slot of free.sort(
      (one, other) => Number(other.worker !== null) - Number(one.worker !== null),
    )) {
      const call = waiting.shift();
      if (!call) {
        endWhenIdle(slot);
        continue;
      }
      if (slot.idle !== null) clearTimeout(slot.idle);
      slot.idle = null;
      slot.call = call;
      void work(slot, call).finally(() => {
        slot.call = null;
        handOut();
      });
    }
  }

  function endWhenIdle(slot: Slot<Job>): void {
    slot.idle ??= setTimeout(() => {
      slot.idle = null;
      const others = slots.filter((one) => one !== slot && one.worker !== null);
      if (slot.worker === null || others.length === 0 || closed) return;
      const { worker } = slot;
      slot.worker = null;
      void worker.kill();
    }, idleMs).unref();
  }

  /** Runs a job. Resolves when the slot is free again; never rejects. */
  async function work(slot: Slot<Job>, call: OpenCall<Job>): Promise<void> {
    let worker: DecoderProcess;
    try {
      worker = await fill(slot);
    } catch (error) {
      call.giveUp(error);
      return;
    }
    let isSpent = false;
    if (!call.isAbandoned()) {
      const stopListening = worker.onMessage((news) => call.onNews(news));
      worker.hold(true);
      call.begin();
      worker.send(call.job);
      await call.outcome.catch(() => null);
      isSpent = ++slot.jobs >= maxJobs;
      stopListening();
      worker.hold(false);
    }
    // A job cancelled midway ends its process: nothing else stops native code.
    if (call.isAbandoned() || isSpent || closed) {
      slot.worker = null;
      await worker.kill();
    }
    if (slot.worker === null && !closed) await fill(slot).catch(() => null);
    if (closed) await slot.worker?.kill();
  }

  return {
    async start() {
      const [slot] = slots;
      if (!slot) throw new Error("A pool has at least one worker");
      const { level, isNobody } = await fill(slot);
      return { level, isNobody };
    },
    async run(job, { signal, onStep } = {}) {
      if (closed) throw new PoolClosedError();
      signal?.throwIfAborted();
      const inWork = slots.filter(({ call }) => call !== null).length;
      if (inWork + waiting.length >= workers + maxWaiting) throw new PoolBusyError(maxWaiting);
      const call = openCall(job, { timeoutMs, signal, onStep });
      call.outcome.catch(() => {
        const place = waiting.indexOf(call);
        if (place >= 0) waiting.splice(place, 1);
      });
      waiting.push(call);
      handOut();
      return call.outcome;
    },
    async close() {
      closed = true;
      for (const { idle } of slots) if (idle !== null) clearTimeout(idle);
      const open = [...waiting, ...slots.flatMap(({ call }) => call ?? [])];
      for (const call of open) call.giveUp(new PoolClosedError());
      await Promise.all(slots.map(({ worker }) => worker?.kill()));
    },
  };
}
