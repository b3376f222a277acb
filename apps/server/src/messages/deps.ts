/** What the messages feature is given. */
import type { MessageTemplateCode } from "@gradphoto/domain";
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { Sms } from "../infra/sms/sms.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

/** WeChat's ids of our templates. */
export type TemplateIds = Readonly<Record<MessageTemplateCode, string>>;

export interface MessageDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly wechat: Wechat;
  readonly sms: Sms;
  /** Where the student's page stands, without a slash at its end. */
  readonly publicUrl: string;
  /** Of the mini-program: its people alone get messages of WeChat. */
  readonly appid: string;
  readonly templateIds: TemplateIds;
  readonly configuration: Configuration;
}
