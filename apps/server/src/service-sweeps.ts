/** Every sweep of every feature: what the worker runs from time to time. */
import { deleteEndedSessions } from "./accounts/sessions.ts";
import { deleteOldSmsCodes } from "./accounts/sms-codes.ts";
import { deleteOldCodes } from "./codes/delete-old-codes.ts";
import { deleteOldExports } from "./exports/my-exports.ts";
import { deleteOldIdempotencyKeys } from "./http/idempotency.ts";
import type { Clock } from "./infra/clock.ts";
import type { Database } from "./infra/db/database.ts";
import type { Ids } from "./infra/ids.ts";
import { objectSweeps } from "./infra/object-store/kept-objects.ts";
import { queueSweeps } from "./infra/queue/queue.ts";
import { deleteOldRateLimits } from "./infra/rate-limit.ts";
import type { Sweep } from "./infra/sweep.ts";
import { deleteOldEvents } from "./messages/plan-messages.ts";
import { messageSweeps } from "./messages/sweeps.ts";
import { paymentSweeps } from "./payments/sweeps.ts";
import { deleteOldNotifications } from "./payments/take-notification.ts";
import { photoSweeps } from "./photos/lost-attempts.ts";
import { readFinishedPhoto } from "./photos/pictures-for-staff.ts";
import type { Ports } from "./ports.ts";
import { registrySweeps } from "./registry/sweeps.ts";
import { retentionSweeps } from "./retention/routes.ts";
import type { ServiceConfig } from "./service-config.ts";
import { deleteOldStaffTries } from "./staff/tries.ts";

export interface SweepDeps {
  readonly config: ServiceConfig;
  readonly ports: Ports;
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function serviceSweeps({ config, ports, db, clock, ids }: SweepDeps): readonly Sweep[] {
  const { sealer, searchHash, wechat, pay, registry, objects, queue, warn } = ports;
  const { templateIds, uploadAfterMs } = config;
  return [
    ...cleanUpSweeps(db, clock),
    ...queueSweeps(queue),
    ...photoSweeps({ db, clock, queue }),
    ...objectSweeps({ db, clock, objects, warn }),
    ...paymentSweeps({ db, clock, ids, sealer, pay, warn, ...ports.merchantFacts }),
    ...registrySweeps({ db, clock, ids, registry, readPhoto: readFinishedPhoto({ db, objects }), uploadAfterMs }),
    ...messageSweeps({ db, clock, ids, sealer, wechat, appid: ports.merchantFacts.appids.miniProgram, templateIds }),
    ...retentionSweeps({ db, clock, ids, sealer, searchHash, warn }),
  ];
}

/** What has ended and nobody asks for any more. */
const cleanUpSweeps = (db: Database, clock: Clock): readonly Sweep[] =>
  Object.entries({
    "delete-old-exports": deleteOldExports,
    "delete-old-codes": deleteOldCodes,
    "delete-old-payment-notifications": deleteOldNotifications,
    "delete-old-events": deleteOldEvents,
    "delete-ended-sessions": deleteEndedSessions,
    "delete-old-sms-codes": deleteOldSmsCodes,
    "delete-old-staff-tries": deleteOldStaffTries,
    "delete-old-idempotency-keys": deleteOldIdempotencyKeys,
    "delete-old-rate-limits": deleteOldRateLimits,
  }).map(([name, forget]) => ({
    name,
    everyMs: 3_600_000,
    run: async () => {
      await forget(db, clock());
      return 0;
    },
  }));
