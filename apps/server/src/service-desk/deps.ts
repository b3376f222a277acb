/** Dependencies of the service desk feature. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";

type Actions = RouteAnswer<"readCollectionForService">["actions"];

export interface ServiceDeskDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly objects: Pick<ObjectStore, "get">;
  readonly searchHash: HashForSearch;
  readonly rateLimits: RateLimits;
  /** Whether the last message of the collection can be resent, and which one it is. */
  readonly resendStatus: (collectionId: string) => Promise<Actions["resendMessage"]>;
  /** Whether this staff member may start a refund, of which payment, and who decides. */
  readonly refundStatus: (collectionId: string, staffId: string) => Promise<Actions["startRefund"]>;
}
