/** Dependencies of the registry feature. */
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import type { Registry } from "../infra/registry/registry.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export interface RegistryDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly registry: Registry;
  readonly sealer: Sealer;
  /** Refunds the complete payment of a collection that was just closed, in the same transaction. */
  readonly giveBack: (tx: Transaction, collectionId: string) => Promise<void>;
  /** The bytes of an attempt's standard photo; throws when they cannot be read. */
  readonly readPhoto: (attemptId: string) => Promise<Uint8Array>;
  readonly configuration: Configuration;
}
