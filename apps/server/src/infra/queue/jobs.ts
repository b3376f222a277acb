/** Every kind of job: what it is given, how long one run may take, how often it is tried. */
import type { JobKind } from "@gradphoto/domain";
import { z } from "zod";

interface JobRow {
  readonly payload: z.ZodObject;
  /** A run that takes longer counts as lost with its worker. */
  readonly expireInSeconds: number;
  /** Tries after the first. */
  readonly retryLimit: number;
  /** Before the first of them; doubled, and spread, each time. */
  readonly retryDelaySeconds: number;
}

export const jobs = {
  "standardize-photo": {
    payload: z.object({ attemptId: z.uuid() }),
    expireInSeconds: 60,
    retryLimit: 3,
    retryDelaySeconds: 1,
  },
} as const satisfies Readonly<Record<JobKind, JobRow>>;

export type JobName = keyof typeof jobs;

export type JobData<Name extends JobName> = z.output<(typeof jobs)[Name]["payload"]>;

export const isJobName = (name: string): name is JobName => Object.hasOwn(jobs, name);

export const allJobNames: readonly JobName[] = Object.keys(jobs).filter(isJobName);

type Payloads = { readonly [Name in JobName]: { readonly payload: z.ZodType<JobData<Name>> } };
const payloads: Payloads = jobs;

/** Reads what a job of that kind was given. Throws a ZodError for anything else. */
export const payloadReader = <Name extends JobName>(name: Name): ((data: unknown) => JobData<Name>) => {
  const { payload } = payloads[name];
  return (data) => payload.parse(data);
};

/** Where a job goes after its last try. */
export const deadQueueOf = (name: JobName): string => `${name}-dead`;
