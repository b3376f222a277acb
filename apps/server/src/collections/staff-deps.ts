/** Dependencies of the schools' view of collections. */
import type { Database } from "../infra/db/database.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export interface StaffCollectionDeps {
  readonly db: Database;
  readonly sealer: Sealer;
}
