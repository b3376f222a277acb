/** Sends a queued message by WeChat or SMS, and records messages that cannot be sent. */
import { type MessageTemplateCode, messageTemplates, studentPagePath } from "@gradphoto/domain";
import { and, asc, eq, gt, lt, notExists, sql } from "drizzle-orm";
import type { MessageRow } from "../core/collection/queue-message.ts";
import { deleteReminderSmsDays, secondsUntilHours } from "../core/reminder-sms.ts";
import type { Database } from "../infra/db/database.ts";
import {
  accountIdentities,
  collections,
  events,
  messageCredits,
  messages,
  projects,
  reminders,
  schools,
} from "../infra/db/schema/index.ts";
import type { Delay } from "../infra/jobs/enqueue.ts";
import { type JobWorks, NotDoneError } from "../infra/jobs/run-jobs.ts";
import type { MessageDeps } from "./deps.ts";
import { remindedStates, remindStudents } from "./remind-students.ts";
import { sendBySms } from "./send-by-sms.ts";

export type MessageJobs = Pick<JobWorks, "send-message" | "remind-students" | "delete-old-events">;

export const messageJobs = (deps: MessageDeps): MessageJobs => ({
  "send-message": {
    run: ({ messageId }) => sendMessage(deps, messageId),
    giveUp: async ({ messageId }) => {
      await deps.db
        .update(messages)
        .set({ state: "failed", finishedAt: deps.clock() })
        .where(and(eq(messages.id, messageId), eq(messages.state, "queued")));
    },
  },
  "remind-students": (stopping) => remindStudents(deps, deps.clock(), stopping),
  "delete-old-events": () => deleteOldEvents(deps.db, deps.clock()),
});

/**
 * Sends a message by WeChat when the student has consented there, otherwise by SMS. Delays a reminder until the
 * morning. Throws when neither responds, so that the job is retried.
 */
async function sendMessage(deps: MessageDeps, messageId: string): Promise<Delay | undefined> {
  const { db } = deps;
  const reminder = await findReminder(db, messageId);
  const afterS = reminder ? await untilReminderS(deps) : 0;
  if (afterS > 0) return { afterS };
  const [message] = await db
    .update(messages)
    .set({ tries: sql`${messages.tries} + 1` })
    .where(and(eq(messages.id, messageId), eq(messages.state, "queued")))
    .returning();
  if (!message) return;
  if (reminder && !reminder.isNeeded)
    return end(deps, message, { state: "skipped", lastFault: "not-needed" });
  const byWechat = await sendByWechat(deps, message);
  if (byWechat === "sent") return end(deps, message, { state: "sent", channel: "wechat" });
  // An invalid key reveals nothing about the message.
  if (byWechat === "unavailable" || byWechat === "unauthorized")
    return noteFault(deps, message, byWechat);
  const bySms = await sendBySms(deps, message);
  if (bySms === "sent") return end(deps, message, { state: "sent", channel: "sms" });
  if (bySms === "no-phone") return end(deps, message, { state: "skipped", lastFault: bySms });
  if (bySms === "budget-spent")
    return end(deps, message, { state: "skipped", lastFault: `sms-${bySms}` });
  if (bySms === "request-refused")
    return end(deps, message, { state: "failed", lastFault: `sms-${bySms}` });
  return noteFault(deps, message, `sms-${bySms}`);
}

async function untilReminderS({ db, clock, configuration }: MessageDeps): Promise<number> {
  const inForce = await configuration.read(db);
  return secondsUntilHours(clock(), inForce("reminder-hours"));
}

/**
 * Returns whether a reminder is still needed in the collection's state. Returns null for a message about a past event,
 * which may be sent at any time.
 */
async function findReminder(
  db: Database,
  messageId: string,
): Promise<{ readonly isNeeded: boolean } | null> {
  const [row] = await db
    .select({ template: messages.template, state: collections.state })
    .from(messages)
    .innerJoin(collections, eq(collections.id, messages.collectionId))
    .where(eq(messages.id, messageId));
  const states = row && remindedStates[row.template];
  return states ? { isNeeded: states.includes(row.state) } : null;
}

async function noteFault(
  { db }: MessageDeps,
  { id }: MessageRow,
  lastFault: string,
): Promise<never> {
  await db.update(messages).set({ lastFault }).where(eq(messages.id, id));
  throw new NotDoneError(lastFault);
}

/** Sends by WeChat. `no-consent` means that no consent is left, or that the student is no user of the mini-program. */
async function sendByWechat(deps: MessageDeps, message: MessageRow) {
  const { wechat, templateIds } = deps;
  const { template } = message;
  const to = await findReceiver(deps, message);
  if (!to) return "no-consent";
  const { phrase, next, page } = messageTemplates[template];
  const answer = await wechat.sendMessage({
    openid: to.openid,
    templateId: templateIds[template],
    page: studentPagePath(page, { collectionId: message.collectionId }),
    data: {
      thing1: to.schoolName.slice(0, 20),
      phrase2: phrase,
      thing3: to.language === "en" ? next.en : next.zh,
    },
  });
  if (answer === "sent")
    await spend(deps, to.accountId, template, sql`greatest(${messageCredits.credits} - 1, 0)`);
  // WeChat's count of consents is authoritative, so the stored one is corrected to 0.
  if (answer === "not-subscribed") await spend(deps, to.accountId, template, sql`0`);
  return answer;
}

/** Finds the receiver. Returns null when no consent is left, or the student is no user of the mini-program. */
async function findReceiver(
  { db, sealer, appid }: MessageDeps,
  { collectionId, template }: MessageRow,
) {
  const [row] = await db
    .select({ identity: accountIdentities, credit: messageCredits, schoolName: schools.name })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .innerJoin(accountIdentities, eq(accountIdentities.accountId, collections.accountId))
    .innerJoin(messageCredits, eq(messageCredits.accountId, collections.accountId))
    .where(
      and(
        eq(collections.id, collectionId),
        eq(accountIdentities.appid, appid),
        eq(messageCredits.template, template),
        gt(messageCredits.credits, 0),
      ),
    )
    .orderBy(asc(accountIdentities.createdAt))
    .limit(1);
  if (!row) return null;
  const { identity, credit, schoolName } = row;
  const openid = sealer.open(identity.openid, {
    column: "account_identities.openid",
    rowId: identity.id,
  });
  return { openid, schoolName, accountId: identity.accountId, language: credit.language };
}

async function spend(
  { db }: MessageDeps,
  accountId: string,
  template: MessageTemplateCode,
  credits: ReturnType<typeof sql>,
) {
  const whereThisCredit = and(
    eq(messageCredits.accountId, accountId),
    eq(messageCredits.template, template),
  );
  await db.update(messageCredits).set({ credits }).where(whereThisCredit);
}

async function end(
  { db, clock }: MessageDeps,
  { id }: MessageRow,
  ended: {
    readonly state: "sent" | "skipped" | "failed";
    readonly channel?: "wechat" | "sms";
    readonly lastFault?: string;
  },
): Promise<undefined> {
  const whereQueued = and(eq(messages.id, id), eq(messages.state, "queued"));
  await db
    .update(messages)
    .set({ lastFault: null, ...ended, finishedAt: clock() })
    .where(whereQueued);
}

/** Finds unsent messages, each of which must have a job. */
export const unfinishedMessages = async (db: Database) => ({
  "send-message": await db
    .select({ messageId: messages.id })
    .from(messages)
    .where(eq(messages.state, "queued")),
});

const retentionMs = 30 * 86_400_000;

async function deleteOldEvents(db: Database, now: Date): Promise<number> {
  const cutoff = new Date(now.getTime() - retentionMs);
  const deleted = await db.delete(messages).where(lt(messages.finishedAt, cutoff));
  const itsMessage = db
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.eventId, events.id));
  const old = await db
    .delete(events)
    .where(and(lt(events.createdAt, cutoff), notExists(itsMessage)));
  await db.delete(reminders).where(lt(reminders.remindedAt, cutoff));
  await deleteReminderSmsDays(db, cutoff);
  return (deleted.rowCount ?? 0) + (old.rowCount ?? 0);
}
