/** What the projects feature is given. */
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import type { Lettering } from "../infra/lettering/lettering.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

export interface ProjectDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  /** Of the captions that are printed. */
  readonly lettering: Pick<Lettering, "missing">;
  readonly wechat: Pick<Wechat, "miniProgramCode">;
  /** Where the student's page stands, without a slash at its end. */
  readonly publicUrl: string;
  /** Of the mini-program: its people alone get messages of WeChat. */
  readonly appid: string;
  readonly configuration: Configuration;
}
