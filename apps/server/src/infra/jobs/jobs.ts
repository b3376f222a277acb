/** All background jobs: payload or schedule of each kind, and its retry policy. */
import { allPayProviders, type JobKind } from "@gradphoto/domain";
import { z } from "zod";

interface JobRow {
  readonly payload: z.ZodObject;
  /** Maximum run time, after which the job counts as lost together with its worker. Must be under 24 hours. */
  readonly expireInSeconds: number;
  /** Number of retries after the first run. After the last one the job is dead. */
  readonly retryLimit: number;
  /** Seconds before the first retry. Doubled each time, with jitter. */
  readonly retryDelay: number;
}

const photo = z.object({ attemptId: z.uuid() });
const order = z.object({ orderId: z.uuid() });
const refund = z.object({ refundId: z.uuid() });
const bill = z.object({ provider: z.enum(allPayProviders), day: z.iso.date() });
const task = z.object({ taskId: z.uuid() });
const message = z.object({ messageId: z.uuid() });
const batch = z.object({ batchId: z.uuid() });

/** Jobs that are enqueued, each for one row. */
const jobsOnDemand = {
  "standardize-photo": { payload: photo, expireInSeconds: 60, retryLimit: 3, retryDelay: 1 },
  "settle-order": { payload: order, expireInSeconds: 120, retryLimit: 5, retryDelay: 15 },
  "give-refund": { payload: refund, expireInSeconds: 120, retryLimit: 5, retryDelay: 15 },
  "compare-bill": { payload: bill, expireInSeconds: 3600, retryLimit: 5, retryDelay: 60 },
  "notify-rejection": { payload: task, expireInSeconds: 60, retryLimit: 5, retryDelay: 5 },
  // The last retry is about two hours after the first run.
  "send-message": { payload: message, expireInSeconds: 120, retryLimit: 7, retryDelay: 60 },
  "send-batch": { payload: batch, expireInSeconds: 300, retryLimit: 6, retryDelay: 30 },
  "query-batch": { payload: batch, expireInSeconds: 300, retryLimit: 6, retryDelay: 30 },
} as const satisfies Readonly<Record<JobKind, JobRow>>;

const nothing = z.object({});

/** Defines a schedule, at most once per minute. One worker runs it at a time, and overlapping runs must be safe. */
const every = <const Cron extends string>(cron: Cron, expireInSeconds = 900) =>
  ({ cron, payload: nothing, expireInSeconds, retryLimit: 1, retryDelay: 5 }) as const;

const hourly = "0 * * * *";

/** Jobs that run on a schedule. */
const jobsOnSchedule = {
  "expire-collections": every("* * * * *"),
  "queue-uploads": every("* * * * *"),
  "push-to-schools": every("* * * * *"),
  "make-missing-shown": every("* * * * *", 1800),
  "delete-doomed-objects": every("* * * * *", 3600),
  "publish-audit-head": every("* * * * *", 300),
  "open-bill-days": every("*/5 * * * *"),
  "give-lost-jobs-again": every("*/5 * * * *"),
  "remind-students": every(hourly),
  "sum-up-ledger": every(hourly),
  "count-faces": every(hourly, 4 * 3600),
  "archive-reports": every(hourly, 4 * 3600),
  "delete-ended": every(hourly, 4 * 3600),
  "delete-old-exports": every(hourly),
  "delete-old-codes": every(hourly),
  "delete-old-payment-notifications": every(hourly),
  "delete-old-events": every(hourly),
  "delete-ended-sessions": every(hourly),
  "delete-old-sms-codes": every(hourly),
  "delete-old-staff-browsers": every(hourly),
  "delete-old-identity-trips": every(hourly),
  "delete-old-idempotency-keys": every(hourly),
  "delete-old-rate-limits": every(hourly),
} as const satisfies Readonly<Record<string, JobRow & { readonly cron: string }>>;

export const jobs = { ...jobsOnDemand, ...jobsOnSchedule };

export type JobName = keyof typeof jobs;
export type ScheduledName = keyof typeof jobsOnSchedule;

export type JobData<Name extends JobName> = z.output<(typeof jobs)[Name]["payload"]>;

export const isOnDemand = (name: string): name is JobKind => Object.hasOwn(jobsOnDemand, name);
export const isScheduled = (name: string): name is ScheduledName =>
  Object.hasOwn(jobsOnSchedule, name);

export const allOnDemand: readonly JobKind[] = Object.keys(jobsOnDemand).filter(isOnDemand);
export const allScheduled: readonly ScheduledName[] =
  Object.keys(jobsOnSchedule).filter(isScheduled);
export const allJobNames: readonly JobName[] = [...allOnDemand, ...allScheduled];

type Payloads = { readonly [Name in JobName]: { readonly payload: z.ZodType<JobData<Name>> } };
const payloads: Payloads = jobs;

/** Parses the payload of a job of that kind. Throws a ZodError for invalid data. */
export const readPayload = <Name extends JobName>(name: Name, data: unknown): JobData<Name> =>
  payloads[name].payload.parse(data);

const causedBy = z.object({ traceparent: z.string() });

/** Returns the traceparent that was stored with a job's data when it was enqueued, or null if it was not traced. */
export const traceparentOf = (data: unknown): string | null =>
  causedBy.safeParse(data).data?.traceparent ?? null;

export const scheduleOf = (name: ScheduledName): string => jobsOnSchedule[name].cron;

/** Returns the dead letter queue of an enqueued job. */
export const deadQueueOf = (name: JobKind): string => `${name}-dead`;
