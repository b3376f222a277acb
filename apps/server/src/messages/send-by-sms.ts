/** Sends a message by SMS, to students whom WeChat cannot reach. */
import { type Language, messageLinkOf, messageTextOf } from "@gradphoto/domain";
import { and, eq, isNull } from "drizzle-orm";
import type { MessageRow } from "../core/collection/queue-message.ts";
import { readMessageWords } from "../core/configuration/read-configuration.ts";
import { isMainlandPhone, reserveReminderSms } from "../core/reminder-sms.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  accounts,
  collections,
  messageCredits,
  messages,
  projects,
  reminderMessages,
  reminders,
  schools,
} from "../infra/db/schema/index.ts";
import type { SmsAnswer } from "../infra/sms/sms.ts";
import type { MessageDeps } from "./deps.ts";

/**
 * Sends a message. `no-phone` means that there is no number, or a foreign one, which the gateway does not reach.
 * `budget-spent` means that the school's daily SMS budget for reminders is used up.
 */
export async function sendBySms(
  deps: MessageDeps,
  message: MessageRow,
): Promise<SmsAnswer | "no-phone" | "budget-spent"> {
  const { db, sealer, sms } = deps;
  const { id, collectionId } = message;
  const [row] = await db
    .select({
      account: accounts,
      language: messageCredits.language,
      school: schools.name,
      hotline: projects.hotline,
    })
    .from(collections)
    .innerJoin(accounts, eq(accounts.id, collections.accountId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .leftJoin(messageCredits, eq(messageCredits.accountId, accounts.id))
    .where(eq(collections.id, collectionId))
    .limit(1);
  if (!row?.account.phone) return "no-phone";
  const phone = sealer.open(row.account.phone, { column: "accounts.phone", rowId: row.account.id });
  if (!isMainlandPhone(phone)) return "no-phone";
  if (!(await isPaidFor(deps, id))) return "budget-spent";
  const text = message.text ?? (await textOf(deps, message, row));
  return sms.sendNotice(phone, { text, reference: id });
}

interface Reader {
  readonly language: Language | null;
  readonly school: string;
  readonly hotline: string;
}

/** Returns the text of the template, stored before it is sent. */
async function textOf(
  { db, publicUrl }: MessageDeps,
  { id, template, collectionId }: MessageRow,
  { language, school, hotline }: Reader,
): Promise<string> {
  const words = await readMessageWords(db, template);
  const link = messageLinkOf(publicUrl, template, collectionId);
  const text = messageTextOf(words, language ?? "zh", { link, school, hotline });
  const whereThisMessage = eq(messages.id, id);
  const [stored] = await db
    .update(messages)
    .set({ text })
    .where(and(whereThisMessage, isNull(messages.text)))
    .returning({ id: messages.id });
  if (stored) return text;
  // Another worker was faster: the gateway must get the same text for the same reference.
  const [earlier] = await db.select({ text: messages.text }).from(messages).where(whereThisMessage);
  return earlier?.text ?? text;
}

/**
 * Charges the school's SMS budget for a reminder that WeChat could not deliver. Returns false when the budget is used
 * up.
 */
const isPaidFor = (
  { db, clock, configuration }: MessageDeps,
  messageId: string,
): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    const whereThisReminder = eq(reminderMessages.messageId, messageId);
    const [row] = await tx
      .select({ bySms: reminderMessages.bySms, schoolCode: projects.schoolCode })
      .from(reminderMessages)
      .innerJoin(reminders, eq(reminders.id, reminderMessages.reminderId))
      .innerJoin(projects, eq(projects.id, reminders.projectId))
      .where(whereThisReminder)
      .for("update", { of: reminderMessages });
    if (!row || row.bySms) return true;
    const inForce = await configuration.read(tx);
    const budget = {
      schoolCode: row.schoolCode,
      now: clock(),
      perDay: inForce("reminder-messages"),
    };
    if ((await reserveReminderSms(tx, budget, 1)) === 0) return false;
    await tx.update(reminderMessages).set({ bySms: true }).where(whereThisReminder);
    return true;
  });
