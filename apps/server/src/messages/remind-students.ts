/** Reminds students of a deadline for an action of their own: seven days, three days and one day before. */
import {
  type CollectionState,
  type MessageTemplateCode,
  waitingForStudent,
} from "@gradphoto/domain";
import { and, asc, eq, gte, inArray, lte, not, notExists, type SQL, sql } from "drizzle-orm";
import { queueMessage, reminderLock } from "../core/collection/queue-message.ts";
import { hasRefundRequest } from "../core/collection/withdraw.ts";
import { isWithinHours } from "../core/reminder-sms.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { collections, events, messages, projects } from "../infra/db/schema/index.ts";
import type { MessageDeps } from "./deps.ts";

/** Collection states in which each reminder still applies. Other messages report past events and are not listed. */
export const remindedStates: Readonly<
  Partial<Record<MessageTemplateCode, readonly CollectionState[]>>
> = {
  "closes-soon": waitingForStudent,
  unfinished: waitingForStudent,
  "image-check": ["completed"],
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Reminder {
  readonly template: MessageTemplateCode;
  readonly endsAt: typeof projects.closesAt | typeof projects.imageCheckBy;
  /** Condition for students who need no reminder. */
  readonly except?: SQL;
}

const reminders: readonly Reminder[] = [
  { template: "closes-soon", endsAt: projects.closesAt, except: hasRefundRequest },
  // No exception for refunds: the photo is at CHSI, regardless of the payment.
  { template: "image-check", endsAt: projects.imageCheckBy },
];

/** Periods before the deadline. Students who were active within `quietMs` get no reminder. */
const steps = [
  { fromMs: 7 * dayMs, untilMs: 3 * dayMs, quietMs: dayMs },
  { fromMs: 3 * dayMs, untilMs: dayMs, quietMs: dayMs },
  { fromMs: dayMs, untilMs: 0, quietMs: 3 * hourMs },
] as const;

type Step = (typeof steps)[number];

const batch = 200;

/** Queues reminders and returns their number. Each is queued once, however often this runs. */
export async function remindStudents(
  { db, configuration }: Pick<MessageDeps, "db" | "configuration">,
  now: Date,
  stopping: AbortSignal,
): Promise<number> {
  const inForce = await configuration.read(db);
  if (!isWithinHours(now, inForce("reminder-hours"))) return 0;
  let reminded = 0;
  for (const reminder of reminders) {
    for (const step of steps) {
      for (;;) {
        const written = await remindBatch(db, now, reminder, step);
        reminded += written;
        if (stopping.aborted) return reminded;
        if (written < batch) break;
      }
    }
  }
  return reminded;
}

const remindBatch = (
  db: Database,
  now: Date,
  { template, endsAt, except }: Reminder,
  { fromMs, untilMs, quietMs }: Step,
): Promise<number> =>
  inTransaction(db, async (tx) => {
    // Serializes workers: a query that started before another worker's reminders were committed would not see them,
    // even with row locks.
    await acquireLock(tx, reminderLock);
    const ago = (ms: number) => new Date(now.getTime() - ms);
    const after = (ms: number) => new Date(now.getTime() + ms);
    const sent = (of: MessageTemplateCode, since: Date | SQL) =>
      tx
        .select({ id: messages.id })
        .from(messages)
        .where(
          and(
            eq(messages.collectionId, collections.id),
            eq(messages.template, of),
            gte(messages.createdAt, since),
          ),
        );
    const reminded = sent(template, sql`${endsAt} - make_interval(secs => ${fromMs / 1000})`);
    // The school has reminded them within a day, so a later run within the period is sufficient.
    const bySchool = sent("unfinished", ago(dayMs));
    const due = await tx
      .select({ id: collections.id })
      .from(collections)
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(
        and(
          inArray(collections.state, [...(remindedStates[template] ?? [])]),
          lte(endsAt, after(fromMs)),
          gte(endsAt, after(untilMs)),
          lte(collections.updatedAt, ago(quietMs)),
          notExists(reminded),
          notExists(bySchool),
          except && not(except),
        ),
      )
      .orderBy(asc(collections.id))
      .limit(batch)
      .for("update", { of: collections, skipLocked: true });
    for (const { id: collectionId } of due) {
      const event = { kind: template, subjectId: collectionId, createdAt: now };
      const [happened] = await tx.insert(events).values(event).returning({ id: events.id });
      if (happened)
        await queueMessage(tx, { eventId: happened.id, collectionId, template, createdAt: now });
    }
    return due.length;
  });
