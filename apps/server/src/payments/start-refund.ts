/** Starts refunds by staff. Above the limits for one person, another person of finance confirms or declines. */
import {
  type AuditAction,
  collectionStates,
  decideMove,
  previousRefundStates,
  type Role,
} from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import {
  type Actor,
  type MoveRefusal,
  moveCollection,
} from "../core/collection/move-collection.ts";
import {
  openWords,
  refundDeclineReason,
  refundReason,
  sealWords,
  type TypedText,
} from "../core/free-words.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { refunds } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { PaymentDeps, PaymentWork } from "./deps.ts";
import { needsSecondPerson } from "./needs-second-person.ts";
import { openRefund } from "./open-refund.ts";
import {
  type LockedOrder,
  liveRefund,
  lockOrder,
  type OrderRow,
  type RefundRow,
} from "./order-rows.ts";

export interface StartInput {
  readonly outTradeNo: string;
  readonly actor: Actor;
  readonly reason: string;
}

export type StartRefusal =
  | LeadRefusal
  | Refusal<"not-found" | "order-not-paid" | "refund-under-way">;

export const startRefund = (
  deps: PaymentDeps,
  input: StartInput,
): Promise<RefundRow | StartRefusal> =>
  inTransaction(deps.db, async (tx) => {
    const { actor, reason } = input;
    const locked = await lockOrder(tx, input.outTradeNo);
    if (!locked) return refuse("not-found", {});
    const { order } = locked;
    const live = await liveRefund(tx, order.id);
    const closed = refusalToStart(order, live);
    if (closed) return closed;
    // Serializes refunds that one person starts concurrently, so that both count toward the limit.
    if (actor.id !== null) await acquireLock(tx, actor.id);
    const waits = await needsSecondPerson(tx, deps, order, actor.id);
    const typed = { typed: reason, sealer: deps.sealer };
    const leading = { actor, reason: typed };
    const refusal = waits
      ? refusalToLead(locked, actor.role)
      : await lead(tx, deps, locked, leading);
    if (isRefusal(refusal)) return refusal;
    const state = waits ? "waiting" : "due";
    const refund = live
      ? await change(tx, live, {
          state,
          startedByRole: actor.role,
          startedBy: actor.id,
          startedAt: deps.clock(),
        })
      : await openRefund(tx, deps, { order, cause: "requested", state, actor, reason: typed });
    await audit(tx, deps, actor, `refund-${state}`, refund);
    return refund;
  });

/** Returns null when the order itself allows a refund to begin. */
export function refusalToStart(order: OrderRow, live: RefundRow | null) {
  if (order.state !== "paid") return refuse("order-not-paid", {});
  return live && live.state !== "requested" ? refuse("refund-under-way", {}) : null;
}

export interface Decision {
  readonly refund: RefundRow;
  readonly outTradeNo: string;
  readonly actor: Actor;
  /** null when the refund is confirmed. */
  readonly declineReason: string | null;
}

export type DecisionRefusal =
  | LeadRefusal
  | Refusal<"not-found" | "refund-not-waiting" | "refund-needs-second-person">;

export const decideRefund = (
  deps: PaymentDeps,
  decision: Decision,
): Promise<RefundRow | DecisionRefusal> =>
  inTransaction(deps.db, async (tx) => {
    const { actor, declineReason } = decision;
    const locked = await lockOrder(tx, decision.outTradeNo);
    const [refund] = await tx
      .select()
      .from(refunds)
      .where(eq(refunds.id, decision.refund.id))
      .for("update");
    if (!locked || !refund) return refuse("not-found", {});
    const decidable = previousRefundStates(declineReason === null ? "confirm" : "decline");
    if (!decidable.includes(refund.state)) return refuse("refund-not-waiting", {});
    if (declineReason !== null) {
      const sealedDeclineReason = sealWords(
        deps.sealer,
        refundDeclineReason,
        refund.id,
        declineReason,
      );
      const ended = {
        state: "declined",
        decidedBy: actor.id,
        sealedDeclineReason,
        endedAt: deps.clock(),
      } as const;
      const declined = await change(tx, refund, ended);
      await audit(tx, deps, actor, "refund-declined", declined);
      return declined;
    }
    if (actor.id === null || actor.id === refund.startedBy)
      return refuse("refund-needs-second-person", {});
    const refusal = await lead(tx, deps, locked, { actor, reason: reasonOf(refund, deps) });
    if (isRefusal(refusal)) return refusal;
    const due = await change(tx, refund, {
      state: "due",
      decidedBy: actor.id,
      decidedAt: deps.clock(),
    });
    await audit(tx, deps, actor, "refund-confirmed", due);
    return due;
  });

/**
 * Moves the collection to refunding on behalf of the person who started it. Returns `alone` when the refund does not
 * affect the collection.
 */
export const leadToRefund = (
  tx: Transaction,
  deps: PaymentWork,
  locked: LockedOrder,
  refund: RefundRow,
) => {
  const actor = { role: refund.startedByRole ?? "system", id: refund.startedBy };
  return lead(tx, deps, locked, { actor, reason: reasonOf(refund, deps) });
};

const reasonOf = (refund: RefundRow, { sealer }: Pick<PaymentWork, "sealer">): TypedText => ({
  typed: openWords(sealer, refundReason, refund) ?? "",
  sealer,
});

interface Leading {
  readonly actor: Actor;
  readonly reason: TypedText;
}

type LeadRefusal = MoveRefusal | Refusal<"refund-after-approval">;

async function lead(
  tx: Transaction,
  deps: PaymentWork,
  locked: LockedOrder,
  { actor, reason }: Leading,
): Promise<"led" | "alone" | LeadRefusal> {
  if (isUngrouped(locked)) return "alone";
  const { id: collectionId } = locked.collection;
  const move = { collectionId, move: "start-refund", actor, details: { reason } } as const;
  const moved = await moveCollection(tx, deps.clock, move);
  if (!isRefusal(moved)) return "led";
  return moved.refused === "collection-frozen" ? refuse("refund-after-approval", {}) : moved;
}

/**
 * Returns true if the refund does not affect the collection: its payment never counted, or the collection is closed.
 */
const isUngrouped = ({ order, collection }: LockedOrder): boolean =>
  !order.counts || collection.state === "closed";

/** Returns null when the collection's state allows the refund. */
export function refusalToLead(locked: LockedOrder, role: Role) {
  const { state } = locked.collection;
  if (isUngrouped(locked)) return null;
  const decision = decideMove(state, null, "start-refund", role);
  if (decision.ok) return null;
  return decision.code === "collection-frozen"
    ? refuse("refund-after-approval", {})
    : refuse("move-not-allowed", { state: collectionStates[state].label });
}

const change = async (
  tx: Transaction,
  refund: RefundRow,
  fields: Partial<RefundRow>,
): Promise<RefundRow> => {
  const [changed] = await tx
    .update(refunds)
    .set(fields)
    .where(eq(refunds.id, refund.id))
    .returning();
  if (!changed) throw new Error("A locked refund is gone");
  if (changed.state === "due") await enqueue(tx, "give-refund", { refundId: changed.id });
  return changed;
};

const audit = (
  tx: Transaction,
  { clock }: PaymentWork,
  actor: Actor,
  action: AuditAction,
  refund: RefundRow,
) =>
  appendAudit(tx, clock, `${actor.role}:${actor.id ?? ""}`, action, `order:${refund.orderId}`, {
    refund: refund.outRefundNo,
    amountFen: refund.amountFen,
  });
