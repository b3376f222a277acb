/** Dependencies that most features share. A feature picks what it uses and adds its own. */
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Warn } from "../infra/process-each-row.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";
import type { Configuration } from "./configuration/read-configuration.ts";
import type { InspectUpload } from "./inspect-upload.ts";
import type { SpecFiles } from "./photo-standard/spec-files.ts";

export interface ServiceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Cryptographically secure random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
  readonly rateLimits: RateLimits;
  readonly configuration: Configuration;
  readonly inspect: InspectUpload;
  readonly warn: Warn;
  /** The operator's own photo specs. */
  readonly specFiles: SpecFiles;
  /** Address of the service for students, without a trailing slash. */
  readonly publicUrl: string;
  /** App id of the mini-program: only its users get WeChat messages. */
  readonly appid: string;
}
