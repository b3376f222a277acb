/** Dependencies of the staff feature. */
import type { ServiceDeps } from "../core/service-deps.ts";
import type { IdentityProvider } from "../infra/identity-provider/identity-provider.ts";

export interface StaffDeps
  extends Pick<
    ServiceDeps,
    "db" | "clock" | "ids" | "randomBytes" | "sealer" | "searchHash" | "rateLimits"
  > {
  /** Identity providers by id. */
  readonly identityProviders: ReadonlyMap<string, IdentityProvider>;
  /** URL of the page that identity providers redirect back to. */
  readonly identityReturnUrl: string;
  /** Words in lowercase that do not count toward the length of a password. */
  readonly contextWords: readonly string[];
}
