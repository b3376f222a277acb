/** What customer service's and the schools' view of collections is given. */
import type { Clock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import type { Ids } from "../../infra/ids.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import type { HashForSearch } from "../../infra/sealing/search-hash.ts";

export interface StaffCollectionNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
}
