/** Dependencies of the staff feature. */
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { IdentityProvider } from "../infra/identity-provider/identity-provider.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";

export interface StaffDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Cryptographically secure random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
  readonly rateLimits: RateLimits;
  /** By id. */
  readonly identityProviders: ReadonlyMap<string, IdentityProvider>;
  /** URL of the page that identity providers redirect back to. */
  readonly identityReturnUrl: string;
  /** In lowercase; they do not count toward the length of a password. */
  readonly contextWords: readonly string[];
}
