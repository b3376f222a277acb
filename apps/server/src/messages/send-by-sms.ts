/** A message as a text message, to whoever WeChat cannot reach. */
import { brand, type MessageTemplateCode, messageTemplates, studentPagePath } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import type { MessageRow } from "../core/collection/queue-message.ts";
import { accounts, collections, messageCredits } from "../infra/db/schema/index.ts";
import type { SmsAnswer } from "../infra/sms/sms.ts";
import type { MessageDeps } from "./deps.ts";

/** `no-phone`: nobody to send it to; numbers abroad are not reached by the gateway. */
export async function sendBySms(
  deps: MessageDeps,
  { id, collectionId, template }: MessageRow,
): Promise<SmsAnswer | "no-phone"> {
  const { db, sealer, sms, publicUrl } = deps;
  const [found] = await db
    .select({ account: accounts, language: messageCredits.language })
    .from(collections)
    .innerJoin(accounts, eq(accounts.id, collections.accountId))
    .leftJoin(messageCredits, eq(messageCredits.accountId, accounts.id))
    .where(eq(collections.id, collectionId))
    .limit(1);
  if (!found?.account.phone) return "no-phone";
  const phone = sealer.open(found.account.phone, { column: "accounts.phone", rowId: found.account.id });
  if (!/^1\d{10}$/.test(phone)) return "no-phone";
  const link = `${publicUrl}/${studentPagePath(messageTemplates[template].page, { collectionId })}`;
  return sms.sendNotice(phone, { text: noticeOf(template, found.language ?? "zh", link), reference: id });
}

export function noticeOf(template: MessageTemplateCode, language: "zh" | "en", link: string): string {
  const { label, phrase, next } = messageTemplates[template];
  return language === "zh"
    ? `【${brand.zh}】${phrase}：${next.zh}。${link}`
    : `[${brand.en}] ${label.en}: ${next.en}. ${link}`;
}
