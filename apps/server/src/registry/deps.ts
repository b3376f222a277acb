/** What the registry feature is given. */
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import type { Registry } from "../infra/registry/registry.ts";

export interface RegistryDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly registry: Registry;
  /** The bytes of an attempt's standard photo; throws when they cannot be read. */
  readonly readPhoto: (attemptId: string) => Promise<Uint8Array>;
  /** From the approval to its upload: as long as it may be undone. */
  readonly uploadAfterMs: number;
}
