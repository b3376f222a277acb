/** Dependencies of the reviews feature. */
import type { Call } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";

import type { Sampler } from "./sampler.ts";

/** Signs URLs of an attempt's pictures for this caller. The view is recorded; a deleted picture is null. */
export type SignPictures = (
  attemptId: string,
  call: Call,
) => Promise<{ readonly originalUrl: string | null; readonly photoUrl: string | null }>;

export interface ReviewDeps
  extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "configuration"> {
  readonly objects: Pick<ObjectStore, "get">;
  readonly signPictures: SignPictures;
  readonly sample: Sampler;
}
