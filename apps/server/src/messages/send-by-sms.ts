/** A message as a text message, to whoever WeChat cannot reach. */
import { brand, type MessageTemplateCode, messageTemplates, studentPagePath } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import type { MessageRow } from "../core/collection/queue-message.ts";
import { isMainlandPhone } from "../core/mainland-phone.ts";
import { setReminderSmsAside } from "../core/reminder-sms.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  accounts,
  collections,
  messageCredits,
  projects,
  reminderMessages,
  reminders,
} from "../infra/db/schema/index.ts";
import type { SmsAnswer } from "../infra/sms/sms.ts";
import type { MessageDeps } from "./deps.ts";

/**
 * `no-phone`: nobody to send it to; numbers abroad are not reached by the gateway. `budget-spent`: a school's reminder for
 * which none of its text messages of the day is left.
 */
export async function sendBySms(
  deps: MessageDeps,
  { id, collectionId, template }: MessageRow,
): Promise<SmsAnswer | "no-phone" | "budget-spent"> {
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
  if (!isMainlandPhone(phone)) return "no-phone";
  if (!(await isPaidFor(deps, id))) return "budget-spent";
  const link = `${publicUrl}/${studentPagePath(messageTemplates[template].page, { collectionId })}`;
  return sms.sendNotice(phone, { text: noticeOf(template, found.language ?? "zh", link), reference: id });
}

/** Who was to get a message of WeChat and got none is paid for by the school now, while it has text messages left. */
const isPaidFor = ({ db, clock, configuration }: MessageDeps, messageId: string): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    const isThis = eq(reminderMessages.messageId, messageId);
    const [found] = await tx
      .select({ bySms: reminderMessages.bySms, schoolCode: projects.schoolCode })
      .from(reminderMessages)
      .innerJoin(reminders, eq(reminders.id, reminderMessages.reminderId))
      .innerJoin(projects, eq(projects.id, reminders.projectId))
      .where(isThis)
      .for("update", { of: reminderMessages });
    if (!found || found.bySms) return true;
    const inForce = await configuration.read(tx);
    const budget = { schoolCode: found.schoolCode, now: clock(), perDay: inForce("reminder-messages") };
    if ((await setReminderSmsAside(tx, budget, 1)) === 0) return false;
    await tx.update(reminderMessages).set({ bySms: true }).where(isThis);
    return true;
  });

export function noticeOf(template: MessageTemplateCode, language: "zh" | "en", link: string): string {
  const { label, phrase, next } = messageTemplates[template];
  return language === "zh"
    ? `【${brand.zh}】${phrase}：${next.zh}。${link}`
    : `[${brand.en}] ${label.en}: ${next.en}. ${link}`;
}
