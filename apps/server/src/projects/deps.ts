/** Dependencies of the projects feature. */
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Lettering } from "../infra/lettering/lettering.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

export interface ProjectDeps
  extends Pick<
    ServiceDeps,
    "db" | "clock" | "ids" | "sealer" | "publicUrl" | "appid" | "configuration" | "specFiles"
  > {
  /** Font of the printed captions. */
  readonly lettering: Pick<Lettering, "missing">;
  readonly wechat: Pick<Wechat, "miniProgramCode">;
}
