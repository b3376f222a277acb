/**
 * Pushes changes to schools' webhooks, once a minute. Each try is leased first, so a killed worker's post is repeated
 * with the same id. A collection's next delivery waits until its previous one has ended.
 */
import { changeKindOf, eventsOf, webhookRetryDelaysS } from "@gradphoto/domain";
import { and, eq, isNull, lt, ne, sql } from "drizzle-orm";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction } from "../infra/db/database.ts";
import { webhookDeliveries, webhooks } from "../infra/db/schema/index.ts";
import type { ScheduledWork } from "../infra/jobs/run-jobs.ts";
import type { PostWebhook } from "../infra/webhooks/post-webhook.ts";
import { webhookSecretPlace } from "./change-webhooks.ts";
import { numberChanges } from "./number-changes.ts";
import { readFeed } from "./read-changes.ts";

export interface PushDeps extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer"> {
  readonly postWebhook: PostWebhook;
}

type WebhookRow = typeof webhooks.$inferSelect;
type DeliveryRow = typeof webhookDeliveries.$inferSelect;

const changesAtOnce = 500;
const postsAtOnce = 5;
/** Longer than a post may take. */
const leaseMs = 60_000;
/** Time of a run for one webhook, so that the next run begins on schedule. */
const runMs = 45_000;
const storedDays = 30;
const dayMs = 86_400_000;
/** A webhook without any success for this time is paused. */
const pausedAfterMs = 3 * dayMs;
const noLongerUsedStatus = 410;

export const createPush =
  (deps: PushDeps): ScheduledWork =>
  async (stopping) => {
    const { db, clock } = deps;
    await db
      .delete(webhookDeliveries)
      .where(
        and(
          ne(webhookDeliveries.state, "waiting"),
          lt(webhookDeliveries.endedAt, new Date(clock().getTime() - storedDays * dayMs)),
        ),
      );
    // Also without webhooks, so that the first pull of a school finds no backlog.
    await numberChanges(db);
    const active = await db.select().from(webhooks).where(isNull(webhooks.pausedAt));
    const runs = await Promise.allSettled(active.map((webhook) => pushTo(deps, webhook, stopping)));
    return runs.reduce((sum, run) => {
      if (run.status === "rejected") throw run.reason;
      return sum + run.value;
    }, 0);
  };

async function pushTo(deps: PushDeps, webhook: WebhookRow, stopping: AbortSignal): Promise<number> {
  const endMs = performance.now() + runMs;
  await writeDeliveries(deps, webhook);
  for (let sent = 0; ; ) {
    const leased =
      stopping.aborted || performance.now() > endMs ? [] : await leaseDue(deps, webhook);
    const results = await Promise.all(leased.map((delivery) => deliver(deps, webhook, delivery)));
    sent += results.length;
    // A receiver that accepted none of them gets no more posts in this run.
    if (!results.includes(true)) return sent;
  }
}

/** Writes a delivery for each event since the last run. */
async function writeDeliveries(
  deps: PushDeps,
  { id: webhookId, schoolCode, position }: WebhookRow,
): Promise<void> {
  const { db, ids, clock } = deps;
  for (let cursor = String(position); ; ) {
    const { rows, next, more } = await readFeed(
      deps,
      { schoolCode, projectIds: null },
      { cursor, limit: changesAtOnce },
    );
    const deliveries = rows.flatMap(({ change: { projectId, collectionId, cause, state, at } }) =>
      eventsOf(changeKindOf(cause), state).map((event) => ({
        ...{ id: ids(), webhookId, event, projectId, collectionId, at, nextAt: clock() },
        state: "waiting" as const,
      })),
    );
    if (deliveries.length === 0) return;
    const isWritten = await inTransaction(db, async (tx) => {
      // A run in parallel may have written them.
      const whereAtCursor = and(eq(webhooks.id, webhookId), eq(webhooks.position, Number(cursor)));
      const moved = await tx
        .update(webhooks)
        .set({ position: Number(next) })
        .where(whereAtCursor)
        .returning();
      if (moved.length > 0) await tx.insert(webhookDeliveries).values(deliveries);
      return moved.length > 0;
    });
    if (!more || !isWritten) return;
    cursor = next;
  }
}

/** Leases due deliveries, at most one of each collection: the earliest that waits. */
async function leaseDue(
  { db, clock }: PushDeps,
  { id, failingSince }: WebhookRow,
): Promise<readonly DeliveryRow[]> {
  const now = clock();
  // A failing receiver gets a single post first, so that a slow one takes little of the worker.
  const limit = failingSince === null ? postsAtOnce : 1;
  const due = sql`select d.id from ${webhookDeliveries} d
    join ${webhooks} w on w.id = d.webhook_id and w.paused_at is null
    where d.webhook_id = ${id} and d.state = 'waiting' and d.next_at <= ${now.toISOString()}::timestamptz
      and not exists (select from ${webhookDeliveries} e where e.webhook_id = d.webhook_id
        and e.collection_id = d.collection_id and e.state = 'waiting' and e.number < d.number)
    order by d.number limit ${limit} for update of d skip locked`;
  return db
    .update(webhookDeliveries)
    .set({ nextAt: new Date(now.getTime() + leaseMs) })
    .where(sql`${webhookDeliveries.id} in (${due})`)
    .returning();
}

/** Returns true if the receiver accepted it. */
async function deliver(
  deps: PushDeps,
  webhook: WebhookRow,
  delivery: DeliveryRow,
): Promise<boolean> {
  const { db, clock, sealer, postWebhook } = deps;
  const { id, event, at, projectId, collectionId, tries: previous } = delivery;
  const data = collectionId === null ? {} : { collectionId, projectId };
  const body = JSON.stringify({ type: event, timestamp: at.toISOString(), data });
  const secret = sealer.open(webhook.secret, webhookSecretPlace(webhook.id));
  const { status, text: answer } = await postWebhook({ url: webhook.url, id, secret, body });
  const isAccepted = status !== null && status >= 200 && status < 300;
  const now = clock();
  const tries = previous + 1;
  const delayS = isAccepted ? undefined : webhookRetryDelaysS[previous];
  const ended = { state: isAccepted ? "delivered" : "dead", nextAt: null, endedAt: now } as const;
  const waits = delayS !== undefined && {
    state: "waiting" as const,
    nextAt: new Date(now.getTime() + delayS * 1000),
  };
  const whereThisWebhook = eq(webhooks.id, webhook.id);
  await inTransaction(db, async (tx) => {
    await tx
      .update(webhookDeliveries)
      .set({ tries, status, answer, ...(waits || ended) })
      .where(eq(webhookDeliveries.id, id));
    if (isAccepted) {
      await tx.update(webhooks).set({ failingSince: null }).where(whereThisWebhook);
      return;
    }
    await tx
      .update(webhooks)
      .set({ failingSince: now })
      .where(and(whereThisWebhook, isNull(webhooks.failingSince)));
    const whereFailedTooLong = lt(webhooks.failingSince, new Date(now.getTime() - pausedAfterMs));
    const shouldPause =
      status === noLongerUsedStatus ? whereThisWebhook : and(whereThisWebhook, whereFailedTooLong);
    await tx
      .update(webhooks)
      .set({ pausedAt: now })
      .where(and(shouldPause, isNull(webhooks.pausedAt)));
  });
  return isAccepted;
}
