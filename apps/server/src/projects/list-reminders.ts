/** The latest reminders of a project's stalled students, and the delivery of their messages. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, desc, eq, type SQL, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { isPlace } from "../core/school-scope.ts";
import { messages, reminderMessages, reminders } from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { findProject } from "./staff-project-rows.ts";

const visibleCount = 5;

/** Condition on `reminders`: a department sees its own reminders, a school all of them. */
const remindedFor = ({ caller: { department } }: Call): SQL | undefined =>
  department === null ? undefined : isPlace(reminders.department, department);

export async function listReminders(
  { db }: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<RouteAnswer<"listReminders"> | Refusal> {
  if (!(await findProject(db, projectId, call))) return refuse("not-found", {});
  const latest = db
    .select()
    .from(reminders)
    .where(and(eq(reminders.projectId, projectId), remindedFor(call)))
    .orderBy(desc(reminders.remindedAt), desc(reminders.id))
    .limit(visibleCount)
    .as("latest");
  const those = (condition: ReturnType<typeof sql>) =>
    sql<number>`(count(*) filter (where ${condition}))::int`;
  const rows = await db
    .select({
      reminderId: latest.id,
      remindedAt: latest.remindedAt,
      counts: latest.counts,
      messages: count(messages.id),
      sentByWechat: those(sql`${messages.channel} = 'wechat'`),
      sentBySms: those(sql`${messages.channel} = 'sms'`),
      waiting: those(sql`${messages.state} = 'queued'`),
    })
    .from(latest)
    .leftJoin(reminderMessages, eq(reminderMessages.reminderId, latest.id))
    .leftJoin(messages, eq(messages.id, reminderMessages.messageId))
    .groupBy(latest.id, latest.remindedAt, latest.counts)
    .orderBy(desc(latest.remindedAt), desc(latest.id));
  return {
    reminders: rows.map(({ remindedAt, counts, messages: reported, ...row }) => ({
      ...row,
      remindedAt: remindedAt.toISOString(),
      chosen: counts.chosen,
      notSent: reported - row.sentByWechat - row.sentBySms - row.waiting,
    })),
  };
}
