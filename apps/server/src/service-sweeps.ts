/** Every sweep of every feature: what the worker runs from time to time. */
import { forgetEndedSessions } from "./features/accounts/sessions.ts";
import { forgetSmsCodes } from "./features/accounts/sms-codes.ts";
import { photoSweeps } from "./features/photos/lost-attempts.ts";
import { retentionSweeps } from "./features/retention/routes.ts";
import { forgetIdempotencyKeys } from "./http/idempotency.ts";
import type { Clock } from "./infra/clock.ts";
import type { Database } from "./infra/db/database.ts";
import type { Ids } from "./infra/ids.ts";
import type { Log } from "./infra/log.ts";
import { objectSweeps } from "./infra/object-store/kept-objects.ts";
import type { ObjectStore } from "./infra/object-store/object-store.ts";
import { createQueue, queueSweeps } from "./infra/queue/queue.ts";
import { forgetRateLimits } from "./infra/rate-limit.ts";
import { createSealer } from "./infra/sealing/seal.ts";
import { createSearchHash } from "./infra/sealing/search-hash.ts";
import type { Sweep } from "./infra/sweep.ts";
import type { ServiceConfig, ServiceSecrets } from "./service-config.ts";

export interface SweepNeeds {
  readonly config: ServiceConfig;
  readonly secrets: Omit<ServiceSecrets, "database">;
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
}

export function serviceSweeps({ secrets, db, objects, clock, ids, randomBytes }: SweepNeeds): readonly Sweep[] {
  const sealer = createSealer(secrets.sealKeys, randomBytes);
  const searchHash = createSearchHash(secrets.searchKey);
  const queue = createQueue(db);
  return [
    ...forgetSweeps(db, clock),
    ...queueSweeps(queue),
    ...photoSweeps({ db, clock, queue }),
    ...objectSweeps({ db, clock, objects }),
    ...retentionSweeps({ db, clock, ids, sealer, searchHash }),
  ];
}

/** What has ended and nobody asks for any more. */
const forgetSweeps = (db: Database, clock: Clock): readonly Sweep[] =>
  Object.entries({
    "forget-sessions": forgetEndedSessions,
    "forget-sms-codes": forgetSmsCodes,
    "forget-idempotency-keys": forgetIdempotencyKeys,
    "forget-rate-limits": forgetRateLimits,
  }).map(([name, forget]) => ({
    name,
    everyMs: 3_600_000,
    run: async () => {
      await forget(db, clock());
      return 0;
    },
  }));
