/** Dependencies of the projects feature. */
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock, Ids } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Lettering } from "../infra/lettering/lettering.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

export interface ProjectDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  /** Font of the printed captions. */
  readonly lettering: Pick<Lettering, "missing">;
  readonly wechat: Pick<Wechat, "miniProgramCode">;
  /** Base URL of the student's pages, without a trailing slash. */
  readonly publicUrl: string;
  /** App id of the mini-program: only its users get WeChat messages. */
  readonly appid: string;
  readonly configuration: Configuration;
}
