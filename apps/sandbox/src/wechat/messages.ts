/** POST /cgi-bin/message/subscribe/send: each consent of a person permits one message of one template. */
import { z } from "zod";
import { type Answer, type Call, json } from "../answer.ts";
import { parseJson } from "../read-body.ts";
import type { World } from "../world.ts";
import { tokenError } from "./token.ts";
import { wechatError } from "./wechat-errors.ts";

const body = z.object({
  touser: z.string(),
  template_id: z.string(),
  page: z.string().default(""),
  data: z.unknown(),
});

/** Values of the template. Their keys are like thing1, date2, phrase3. */
const data = z.record(z.string().regex(/^[a-z_]+\d+$/), z.object({ value: z.string().min(1) }));

export const creditKey = (openid: string, templateId: string): string => `${openid} ${templateId}`;

export function sendMessage(world: World, call: Call): Answer {
  const wrong = tokenError(world, call);
  if (wrong) return wrong;
  const parsed = body.safeParse(parseJson(call.text));
  if (!parsed.success) return wechatError("malformed");
  const { touser: openid, template_id: templateId, page } = parsed.data;
  const { people, credits, messages } = world.books.wechat;
  if (!people.some(({ miniProgramOpenid }) => miniProgramOpenid === openid))
    return wechatError("invalidOpenid");
  if (templateId === "") return wechatError("invalidTemplate");
  const fields = data.safeParse(parsed.data.data);
  if (!fields.success) return wechatError("invalidArgument");
  const key = creditKey(openid, templateId);
  const left = credits[key] ?? 0;
  if (left === 0) return wechatError("notSubscribed");
  credits[key] = left - 1;
  const msgid = messages.length + 1;
  messages.push({
    msgid,
    openid,
    templateId,
    page,
    data: fields.data,
    sentAt: world.now().toISOString(),
  });
  return json(200, { errcode: 0, errmsg: "ok", msgid });
}
