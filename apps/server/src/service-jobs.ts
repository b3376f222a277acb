/** Work of every job kind: queued and periodic jobs of the worker. */
import { deleteEndedSessions } from "./accounts/sessions.ts";
import { deleteOldSmsCodes } from "./accounts/sms-codes.ts";
import { deleteOldCodes } from "./codes/open-code.ts";
import { createPublishHead } from "./core/audit/run-chaining.ts";
import { createConfiguration } from "./core/configuration/read-configuration.ts";
import type { ServiceDeps } from "./core/service-deps.ts";
import { deleteOldExports } from "./exports/my-exports.ts";
import { countFaces } from "./health/count-faces.ts";
import { deleteOldIdempotencyKeys } from "./http/idempotency.ts";
import type { Clock } from "./infra/clock.ts";
import type { Database } from "./infra/db/database.ts";
import type { JobTable, UnfinishedJobs } from "./infra/jobs/job-table.ts";
import type { JobWorks, ScheduledWork } from "./infra/jobs/run-jobs.ts";
import type { Log } from "./infra/log.ts";
import { deleteDueObjects } from "./infra/object-store/stored-objects.ts";
import { deleteOldRateLimits } from "./infra/rate-limit.ts";
import { messageJobs, unfinishedMessages } from "./messages/message-jobs.ts";
import { paymentJobs, unfinishedPayments } from "./payments/jobs.ts";
import { refundFee } from "./payments/refund-fee.ts";
import { deleteOldNotifications } from "./payments/take-notification.ts";
import { archiveReports } from "./photos/archive-reports.ts";
import { readFinishedPhoto } from "./photos/sign-for-review.ts";
import {
  type StandardizeDeps,
  standardizeWork,
  unfinishedPhotos,
} from "./photos/standardize-work.ts";
import { createMissingDisplayCopies } from "./photos/store-display-copy.ts";
import type { Ports } from "./ports.ts";
import { registryJobs, unfinishedBatches } from "./registry/jobs.ts";
import { deleteEnded } from "./retention/delete-ended.ts";
import { reviewJobs, unfinishedRejections } from "./reviews/held-rejections.ts";
import { createPush } from "./school-systems/push.ts";
import type { ServiceConfig } from "./settings/service-config.ts";
import { deleteOldBrowsers } from "./staff/known-browsers.ts";
import { deleteOldIdentityTrips } from "./staff/login-flows.ts";

export interface ServiceJobDeps extends Pick<ServiceDeps, "db" | "clock" | "ids"> {
  readonly config: ServiceConfig;
  readonly ports: Ports;
  readonly log: Pick<Log, "info">;
  readonly engine: StandardizeDeps["engine"];
}

export function serviceJobs({
  config,
  ports,
  db,
  clock,
  ids,
  log,
  engine,
}: ServiceJobDeps): JobWorks {
  const {
    sealer,
    wechat,
    sms,
    providerOf,
    registry,
    objects,
    plainObjects,
    auditKeys,
    jobTable,
    warn,
    appid,
  } = ports;
  const { templateIds, publicUrl } = config;
  const configuration = createConfiguration();
  const shared = {
    db,
    clock,
    ids,
    sealer,
    searchHash: ports.searchHash,
    configuration,
    warn,
    publicUrl,
    appid,
  };
  return {
    "standardize-photo": standardizeWork({ ...shared, objects, engine }),
    ...paymentJobs({ ...shared, providerOf }),
    ...registryJobs({
      ...shared,
      registry,
      readPhoto: readFinishedPhoto({ db, objects }),
      refundFee: async (tx, collectionId) => {
        await refundFee(tx, shared, { collectionId, cause: "already-registered" });
      },
    }),
    ...reviewJobs(shared),
    ...messageJobs({ ...shared, wechat, sms, templateIds }),
    ...cleanUpJobs(db, clock),
    "push-to-schools": createPush({ ...shared, postWebhook: ports.postWebhook }),
    "delete-ended": (stopping) => deleteEnded(shared, stopping),
    "make-missing-shown": (stopping) =>
      createMissingDisplayCopies({ ...shared, objects, engine }, stopping),
    "archive-reports": (stopping) => archiveReports({ ...shared, objects }, stopping),
    "count-faces": (stopping) => countFaces(shared, stopping),
    "delete-doomed-objects": (stopping) => deleteDueObjects({ ...shared, objects }, stopping),
    "publish-audit-head": createPublishHead({
      ...shared,
      keys: auditKeys,
      objects: plainObjects,
      log,
    }),
    "give-lost-jobs-again": () => requeueLostJobs({ db, clock, jobTable }),
  };
}

/** Deletes expired rows that nothing needs any more. */
function cleanUpJobs(db: Database, clock: Clock) {
  const cleanUp =
    (deleteOld: (db: Database, now: Date) => Promise<void>): ScheduledWork =>
    async () => {
      await deleteOld(db, clock());
      return 0;
    };
  return {
    "delete-old-exports": cleanUp(deleteOldExports),
    "delete-old-codes": cleanUp(deleteOldCodes),
    "delete-old-payment-notifications": cleanUp(deleteOldNotifications),
    "delete-ended-sessions": cleanUp(deleteEndedSessions),
    "delete-old-sms-codes": cleanUp(deleteOldSmsCodes),
    "delete-old-staff-browsers": cleanUp(deleteOldBrowsers),
    "delete-old-identity-trips": cleanUp(deleteOldIdentityTrips),
    "delete-old-idempotency-keys": cleanUp(deleteOldIdempotencyKeys),
    "delete-old-rate-limits": cleanUp(deleteOldRateLimits),
  };
}

interface LostDeps extends Pick<ServiceDeps, "db" | "clock"> {
  readonly jobTable: Pick<JobTable, "requeue">;
}

/** Requeues unfinished work without a job, for example after a restored backup or when a job was abandoned. */
export async function requeueLostJobs({ db, clock, jobTable }: LostDeps): Promise<number> {
  const unfinished: UnfinishedJobs = {
    ...(await unfinishedPhotos(db, clock())),
    ...(await unfinishedPayments(db)),
    ...(await unfinishedMessages(db)),
    ...(await unfinishedBatches(db)),
    ...(await unfinishedRejections(db, clock())),
  };
  return jobTable.requeue(unfinished);
}
