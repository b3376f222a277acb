/** Dependencies of the configuration feature. */
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export interface ConfigurationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly configuration: Configuration;
  /** Base URL of links in messages, without a trailing slash. */
  readonly publicUrl: string;
}
