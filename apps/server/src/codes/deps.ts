/** Dependencies of reading and proving collection codes. */
import type { ServiceDeps } from "../core/service-deps.ts";
import type { CollectionCodeIssuer } from "../infra/collection-code-issuer/collection-code-issuer.ts";

export interface CodeDeps extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "searchHash" | "rateLimits"> {
  readonly issuer: CollectionCodeIssuer;
}
