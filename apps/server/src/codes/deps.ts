/** Dependencies of reading and proving collection codes. */
import type { Clock, Ids } from "../infra/clock.ts";
import type { CollectionCodeIssuer } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { Database } from "../infra/db/database.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";

export interface CodeDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly issuer: CollectionCodeIssuer;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
  readonly rateLimits: RateLimits;
}
