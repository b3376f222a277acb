/** Webhooks of schools: creation, pause, removal, a test, and replay of a delivery. */
import { type AuditAction, maxWebhooks } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, max } from "drizzle-orm";
import { type AuditEntry, appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { schoolChanges, webhookDeliveries, webhooks } from "../infra/db/schema/index.ts";
import { isWebhookUrl } from "../infra/webhooks/post-webhook.ts";
import { ofSchool } from "./list-api-keys.ts";
import { numberChanges } from "./number-changes.ts";

interface WebhookDeps extends Pick<ServiceDeps, "db" | "clock" | "ids" | "randomBytes" | "sealer"> {
  readonly allowsLoopback: boolean;
}

type Changed = RouteAnswer<"pauseWebhook"> | Refusal<"not-found">;
type WithDelivery = RouteAnswer<"testWebhook"> | Refusal<"not-found" | "webhook-is-paused">;

const secretBytes = 32;

export const webhookSecretPlace = (rowId: string) => ({ column: "webhooks.secret", rowId });

const record = (
  tx: Transaction,
  { clock }: Pick<WebhookDeps, "clock">,
  action: Extract<AuditAction, `webhook-${string}`>,
  webhookId: string,
  call: Call,
  details: AuditEntry["details"] = {},
): Promise<void> =>
  appendAudit(tx, clock, auditActor(call), action, `webhook:${webhookId}`, details);

/** Creates a webhook, which receives the changes from now on. */
export async function createWebhook(
  deps: WebhookDeps,
  url: string,
  call: Call,
): Promise<
  RouteAnswer<"createWebhook"> | Refusal<"not-found" | "webhook-address" | "webhooks-too-many">
> {
  const { db, clock, ids, randomBytes, sealer, allowsLoopback } = deps;
  const { schoolCode } = call.caller;
  if (schoolCode === null) return refuse("not-found", {});
  if (!isWebhookUrl(url, allowsLoopback)) return refuse("webhook-address", {});
  if ((await db.$count(webhooks, eq(webhooks.schoolCode, schoolCode))) >= maxWebhooks)
    return refuse("webhooks-too-many", { max: maxWebhooks });
  const webhookId = ids();
  const secret = `whsec_${Buffer.from(randomBytes(secretBytes)).toString("base64")}`;
  await numberChanges(db);
  await inTransaction(db, async (tx) => {
    const [last] = await tx.select({ position: max(schoolChanges.position) }).from(schoolChanges);
    await tx.insert(webhooks).values({
      ...{ id: webhookId, schoolCode, url, createdBy: staffOf(call), createdAt: clock() },
      secret: sealer.seal(secret, webhookSecretPlace(webhookId)),
      position: last?.position ?? 0,
    });
    await record(tx, deps, "webhook-created", webhookId, call, { url });
  });
  return { webhookId, secret };
}

type Work<Answer> = (tx: Transaction, webhook: typeof webhooks.$inferSelect) => Promise<Answer>;

/** Locks a webhook that the caller may change, and does the work. */
const withWebhook = <Answer>(
  { db }: WebhookDeps,
  webhookId: string,
  call: Call,
  work: Work<Answer>,
) =>
  inTransaction(db, async (tx): Promise<Answer | Refusal<"not-found">> => {
    const whereOwn = and(eq(webhooks.id, webhookId), ofSchool(call, webhooks.schoolCode));
    const [webhook] = await tx.select().from(webhooks).where(whereOwn).for("update");
    return webhook ? work(tx, webhook) : refuse("not-found", {});
  });

export const pauseWebhook = (
  deps: WebhookDeps,
  webhookId: string,
  paused: boolean,
  call: Call,
): Promise<Changed> =>
  withWebhook(deps, webhookId, call, async (tx) => {
    const state = paused ? { pausedAt: deps.clock() } : { pausedAt: null, failingSince: null };
    await tx.update(webhooks).set(state).where(eq(webhooks.id, webhookId));
    // What waited for a later try is sent with the next run.
    const whereWaiting = and(
      eq(webhookDeliveries.webhookId, webhookId),
      eq(webhookDeliveries.state, "waiting"),
    );
    if (!paused)
      await tx
        .update(webhookDeliveries)
        .set({ tries: 0, nextAt: deps.clock() })
        .where(whereWaiting);
    await record(tx, deps, paused ? "webhook-paused" : "webhook-resumed", webhookId, call);
    return { webhookId };
  });

export const removeWebhook = (deps: WebhookDeps, webhookId: string, call: Call): Promise<Changed> =>
  withWebhook(deps, webhookId, call, async (tx) => {
    await tx.delete(webhooks).where(eq(webhooks.id, webhookId));
    await record(tx, deps, "webhook-removed", webhookId, call);
    return { webhookId };
  });

export const testWebhook = (
  deps: WebhookDeps,
  webhookId: string,
  call: Call,
): Promise<WithDelivery> =>
  withWebhook(deps, webhookId, call, async (tx, { pausedAt }): Promise<WithDelivery> => {
    if (pausedAt !== null) return refuse("webhook-is-paused", {});
    const [deliveryId, at] = [deps.ids(), deps.clock()];
    const test = {
      id: deliveryId,
      webhookId,
      event: "test",
      at,
      state: "waiting",
      nextAt: at,
    } as const;
    await tx.insert(webhookDeliveries).values(test);
    return { deliveryId };
  });

/** Delivers once more, whatever the outcome was. The receiver recognizes it by its id. */
export async function replayDelivery(
  deps: WebhookDeps,
  deliveryId: string,
  call: Call,
): Promise<WithDelivery> {
  const whereThisDelivery = eq(webhookDeliveries.id, deliveryId);
  const [delivery] = await deps.db.select().from(webhookDeliveries).where(whereThisDelivery);
  if (!delivery) return refuse("not-found", {});
  return withWebhook(
    deps,
    delivery.webhookId,
    call,
    async (tx, { pausedAt }): Promise<WithDelivery> => {
      if (pausedAt !== null) return refuse("webhook-is-paused", {});
      const waiting = { state: "waiting", tries: 0, nextAt: deps.clock(), endedAt: null } as const;
      await tx.update(webhookDeliveries).set(waiting).where(whereThisDelivery);
      await record(tx, deps, "webhook-replayed", delivery.webhookId, call);
      return { deliveryId };
    },
  );
}
