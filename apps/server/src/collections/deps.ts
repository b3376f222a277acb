/** Dependencies of the collections feature. */
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export interface CollectionDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
}
