/** What the staff feature is given. */
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { IdentityProvider } from "../infra/identity-provider/identity-provider.ts";
import type { Ids } from "../infra/ids.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";

export interface StaffDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Unguessable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
  readonly rateLimits: RateLimits;
  /** By their id. */
  readonly identityProviders: ReadonlyMap<string, IdentityProvider>;
  /** Of our page to which they send people back. */
  readonly identityReturnUrl: string;
  /** In small letters; they count nothing in a password. */
  readonly contextWords: readonly string[];
}
