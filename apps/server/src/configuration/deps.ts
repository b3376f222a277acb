/** What the configuration feature is given. */
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export interface ConfigurationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly configuration: Configuration;
  /** Where the links of messages lead, without a slash at its end. */
  readonly publicUrl: string;
}
