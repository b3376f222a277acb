/** Dependencies of the messages feature. */
import type { MessageTemplateCode } from "@gradphoto/domain";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Sms } from "../infra/sms/sms.ts";
import type { Wechat } from "../infra/wechat/wechat.ts";

/** WeChat's ids of the message templates. */
export type TemplateIds = Readonly<Record<MessageTemplateCode, string>>;

export interface MessageDeps
  extends Pick<ServiceDeps, "db" | "clock" | "sealer" | "publicUrl" | "appid" | "configuration"> {
  readonly wechat: Wechat;
  readonly sms: Sms;
  readonly templateIds: TemplateIds;
}
