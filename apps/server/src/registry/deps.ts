/** Dependencies of the registry feature. */
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Transaction } from "../infra/db/database.ts";
import type { Registry } from "../infra/registry/registry.ts";

export interface RegistryDeps
  extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "configuration"> {
  readonly registry: Registry;
  /** Refunds the complete payment of a collection that was just closed, in the same transaction. */
  readonly refundFee: (tx: Transaction, collectionId: string) => Promise<void>;
  /** Returns the bytes of an attempt's standard photo. Throws when they cannot be read. */
  readonly readPhoto: (attemptId: string) => Promise<Uint8Array>;
}
