/** Dependencies of the messages feature. */
import type { MessageTemplateCode } from "@gradphoto/domain";
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { Sms } from "../infra/sms/sms.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

/** WeChat's ids of the message templates. */
export type TemplateIds = Readonly<Record<MessageTemplateCode, string>>;

export interface MessageDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly wechat: Wechat;
  readonly sms: Sms;
  /** Base URL of the student's pages, without a trailing slash. */
  readonly publicUrl: string;
  /** App id of the mini-program: only its users get WeChat messages. */
  readonly appid: string;
  readonly templateIds: TemplateIds;
  readonly configuration: Configuration;
}
