/** Reminders to stalled students: a preview, and a send that reaches each once, however often it is requested. */
import { type Language, messageTextOf, type ReminderCounts } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import {
  auditActor,
  type Call,
  isRefusal,
  type Refusal,
  refuse,
  staffOf,
  wordsOfRefusal,
} from "../core/call.ts";
import { queueMessages, reminderLock } from "../core/collection/queue-message.ts";
import { type InForce, readMessageWords } from "../core/configuration/read-configuration.ts";
import { isWithinHours, reminderSmsLeft, reserveReminderSms } from "../core/reminder-sms.ts";
import { tryLock } from "../infra/db/advisory-locks.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { events, reminderMessages, reminders } from "../infra/db/schema/index.ts";
import {
  type ChosenStudent,
  chooseStalled,
  countChosen,
  presentCounts,
  type Query,
  type ReminderFilters,
  reminderTemplate,
} from "./choose-stalled.ts";
import type { ProjectDeps } from "./deps.ts";
import { ofProject } from "./progress.ts";
import { findProject, type StoredProject } from "./staff-project-rows.ts";

type Reminded = RouteAnswer<"remindStalledStudents">;

/** A repeated request within this window is treated as a retry and returns the first reminder. */
const sameWithinMs = 60_000;
/** Placeholder for the student's personal link in the preview. */
const linkPlace: Readonly<Record<Language, string>> = { zh: "〔链接〕", en: "[link]" };
/** Rows per statement. */
const batch = 1000;

export async function readReminderPlan(
  deps: ProjectDeps,
  projectId: string,
  filters: ReminderFilters,
  call: Call,
): Promise<RouteAnswer<"readReminderPlan"> | Refusal> {
  const { db, clock, configuration } = deps;
  const own = await findProject(db, projectId, call);
  if (!own) return refuse("not-found", {});
  const inForce = await configuration.read(db);
  const scope = ofProject(projectId, call);
  const query = { projectId, scope, schoolCode: own.school.code, filters, now: clock() };
  const smsLeft = await leftOf(inForce, db, query);
  const refusal = refusalToRemind(inForce, own, query.now);
  const words = await readMessageWords(db, reminderTemplate);
  const values = { school: own.school.name, hotline: own.project.hotline };
  const textIn = (language: Language) =>
    messageTextOf(words, language, { ...values, link: linkPlace[language] });
  return {
    ...presentCounts(countChosen(await chooseStalled(deps, db, query), smsLeft)),
    smsPerDay: inForce("reminder-messages"),
    smsLeft,
    text: { zh: textIn("zh"), en: textIn("en") },
    refusal: refusal && wordsOfRefusal(refusal),
  };
}

export const remindStalledStudents = (
  deps: ProjectDeps,
  projectId: string,
  filters: ReminderFilters,
  call: Call,
): Promise<Reminded | Refusal> =>
  inTransaction(deps.db, async (tx) => {
    const own = await findProject(tx, projectId, call);
    if (!own) return refuse("not-found", {});
    // Fails instead of waiting: a waiting request would occupy a connection that students need.
    if (!(await tryLock(tx, reminderLock))) return refuse("reminders-under-way", {});
    const now = deps.clock();
    const inForce = await deps.configuration.read(tx);
    const scope = ofProject(projectId, call);
    const query = { projectId, scope, schoolCode: own.school.code, filters, now };
    const previous = await findRetried(tx, query, call);
    const reminder = previous ?? (await remind(deps, tx, inForce, { match: own, query, call }));
    if (isRefusal(reminder)) return reminder;
    const { reminderId, counts } = reminder;
    const smsLeft = await leftOf(inForce, tx, query);
    return {
      reminderId,
      ...presentCounts(counts),
      smsPerDay: inForce("reminder-messages"),
      smsLeft,
    };
  });

interface Reminder {
  readonly reminderId: string;
  readonly counts: ReminderCounts;
}

async function remind(
  deps: ProjectDeps,
  tx: Transaction,
  inForce: InForce,
  {
    match,
    query,
    call,
  }: { readonly match: StoredProject; readonly query: Query; readonly call: Call },
): Promise<Reminder | Refusal> {
  const { now, projectId, schoolCode, filters } = query;
  const refusal = refusalToRemind(inForce, match, now);
  if (refusal) return refusal;
  const chosen = await chooseStalled(deps, tx, query);
  const bySms = chosen.filter(({ channel }) => channel === "sms");
  const budget = { schoolCode, now, perDay: inForce("reminder-messages") };
  const paidFor = new Set(bySms.slice(0, await reserveReminderSms(tx, budget, bySms.length)));
  const counts = countChosen(chosen, paidFor.size);
  const reminderId = deps.ids();
  const { department } = call.caller;
  await tx.insert(reminders).values({
    id: reminderId,
    projectId,
    department,
    staffId: staffOf(call),
    filters,
    counts,
    remindedAt: now,
  });
  const notified = chosen.filter((one) => one.channel === "wechat" || paidFor.has(one));
  for (let at = 0; at < notified.length; at += batch)
    await queue(tx, reminderId, now, notified.slice(at, at + batch));
  const { leftOut, ...numbers } = counts;
  await appendAudit(tx, deps.clock, auditActor(call), "stalled-reminded", `project:${projectId}`, {
    reminder: reminderId,
    ...(department !== null && { department }),
    filters: Object.fromEntries(
      Object.entries(filters).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    ...numbers,
  });
  return { reminderId, counts };
}

async function queue(
  tx: Transaction,
  reminderId: string,
  createdAt: Date,
  notified: readonly ChosenStudent[],
): Promise<void> {
  const happened = await tx
    .insert(events)
    .values(
      notified.map(({ collectionId }) => ({
        ...{ kind: "stalled-reminded", subjectId: collectionId },
        ...{ payload: { reminderId }, createdAt },
      })),
    )
    .returning({ eventId: events.id, collectionId: events.subjectId });
  const queued = await queueMessages(
    tx,
    happened.map((event) => ({ ...event, template: reminderTemplate, createdAt })),
  );
  const bySms = new Set(
    notified.filter(({ channel }) => channel === "sms").map(({ collectionId }) => collectionId),
  );
  await tx.insert(reminderMessages).values(
    queued.map(({ id, collectionId }) => ({
      messageId: id,
      reminderId,
      bySms: bySms.has(collectionId),
    })),
  );
}

function refusalToRemind(
  inForce: InForce,
  { project }: StoredProject,
  now: Date,
): Refusal<"project-closed"> | Refusal<"reminders-at-night"> | null {
  if (now >= project.closesAt)
    return refuse("project-closed", { closesAt: project.closesAt.toISOString() });
  const hours = inForce("reminder-hours");
  if (isWithinHours(now, hours)) return null;
  return refuse("reminders-at-night", { fromHour: hours.from, untilHour: hours.until });
}

/** Finds a recent reminder by the same person in the same post, with the same filters. */
async function findRetried(
  tx: Transaction,
  { projectId, filters, now }: Query,
  call: Call,
): Promise<Reminder | null> {
  const [last] = await tx
    .select()
    .from(reminders)
    .where(
      and(
        eq(reminders.projectId, projectId),
        eq(reminders.staffId, staffOf(call)),
        sql`${reminders.department} is not distinct from ${call.caller.department}::text`,
      ),
    )
    .orderBy(desc(reminders.remindedAt))
    .limit(1);
  const isSame =
    last !== undefined &&
    now.getTime() - last.remindedAt.getTime() < sameWithinMs &&
    textOf(last.filters) === textOf(filters);
  return isSame ? { reminderId: last.id, counts: last.counts } : null;
}

const textOf = ({ state, days, department, className }: ReminderFilters): string =>
  JSON.stringify([state, days, department, className]);

const leftOf = (
  inForce: InForce,
  from: Database | Transaction,
  { schoolCode, now }: Query,
): Promise<number> =>
  reminderSmsLeft(from, { schoolCode, now, perDay: inForce("reminder-messages") });
