/** Dependencies of the reviews feature. */
import type { Call } from "../core/call.ts";
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

import type { Sampler } from "./sampling.ts";

/** Signed URLs of an attempt's pictures for this caller, with the view recorded; null for a deleted picture. */
export type SignPictures = (
  attemptId: string,
  call: Call,
) => Promise<{ readonly originalUrl: string | null; readonly photoUrl: string | null }>;

export interface ReviewDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly objects: Pick<ObjectStore, "get">;
  readonly signPictures: SignPictures;
  readonly sample: Sampler;
  readonly configuration: Configuration;
}
