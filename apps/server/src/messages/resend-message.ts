/** Resends the last message of a collection, only while it is still true and a channel is available. */

import { messageStates, messageTemplateCodes, messageTemplates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, exists, gt, inArray, isNotNull, or } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import {
  auditActor,
  type Call,
  isRefusal,
  type Refusal,
  refuse,
  wordsOfRefusal,
} from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { type MessageRow, queueMessage } from "../core/collection/queue-message.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import {
  accountIdentities,
  accounts,
  collectionHistory,
  collections,
  events,
  messageCredits,
  messages,
} from "../infra/db/schema/index.ts";

export type ResendDeps = Pick<ServiceDeps, "db" | "clock" | "appid">;

type Message = RouteAnswer<"resendMessage">;

/** A repeated request within this window is treated as a retry and returns the first message. */
const sameWithinMs = 60_000;

export async function resendMessage(
  { db, clock, appid }: ResendDeps,
  collectionId: string,
  call: Call,
): Promise<Message | Refusal> {
  return inTransaction(db, async (tx) => {
    if (!(await lockCollection(tx, collectionId))) return refuse("not-found", {});
    const now = clock();
    const last = await lastMessage(tx, collectionId);
    const age = last && now.getTime() - last.message.createdAt.getTime();
    const isSame = last?.eventKind === resent && age !== null && age < sameWithinMs;
    if (last && (isSame || last.message.state === "queued")) return presentMessage(last.message);
    const refusal = await refusalToResend(tx, collectionId, last?.message ?? null, appid);
    if (isRefusal(refusal)) return refusal;
    const { template } = refusal;
    const event = { kind: resent, subjectId: collectionId, payload: { template }, createdAt: now };
    const [happened] = await tx.insert(events).values(event).returning({ id: events.id });
    if (!happened) throw new Error("An event was not written");
    const queued = await queueMessage(tx, {
      eventId: happened.id,
      collectionId,
      template,
      createdAt: now,
    });
    await appendAudit(tx, clock, auditActor(call), "message-resent", `collection:${collectionId}`, {
      template,
    });
    return presentMessage(queued);
  });
}

/** Event type of a resent message. */
const resent = "message-resent";

/** Reports in advance if and how the message can be resent. */
export const resendStatus =
  ({ db, appid }: Pick<ResendDeps, "db" | "appid">) =>
  async (
    collectionId: string,
  ): Promise<RouteAnswer<"readCollectionForService">["actions"]["resendMessage"]> => {
    const last = await lastMessage(db, collectionId);
    const refusal = await refusalToResend(db, collectionId, last?.message ?? null, appid);
    return {
      refusal: isRefusal(refusal) ? wordsOfRefusal(refusal) : null,
      message: last && presentMessage(last.message),
    };
  };

/**
 * Condition for messages that report a move. A reminder reports none, so it never counts as the last message of one.
 */
export const reportsMove = inArray(
  messages.template,
  messageTemplateCodes.filter((code) => messageTemplates[code].move !== null),
);

async function lastMessage(from: Database | Transaction, collectionId: string) {
  const [row] = await from
    .select({ message: messages, eventKind: events.kind })
    .from(messages)
    .innerJoin(events, eq(events.id, messages.eventId))
    .where(and(eq(messages.collectionId, collectionId), reportsMove))
    .orderBy(desc(messages.createdAt), desc(messages.eventId))
    .limit(1);
  return row ?? null;
}

/** Returns the message that may be resent, or the reason why none may. */
async function refusalToResend(
  from: Database | Transaction,
  collectionId: string,
  last: MessageRow | null,
  appid: string,
): Promise<MessageRow | Refusal<"no-message-to-resend" | "message-consent-missing">> {
  if (!last) return refuse("no-message-to-resend", {});
  const [latest] = await from
    .select({ move: collectionHistory.move })
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId))
    .orderBy(desc(collectionHistory.id))
    .limit(1);
  if (latest?.move !== messageTemplates[last.template].move)
    return refuse("no-message-to-resend", {});
  const [reached] = await from
    .select({ id: collections.id })
    .from(collections)
    .innerJoin(accounts, eq(accounts.id, collections.accountId))
    .where(
      and(
        eq(collections.id, collectionId),
        or(isNotNull(accounts.phone), exists(consentOf(from, last, appid))),
      ),
    );
  return reached ? last : refuse("message-consent-missing", {});
}

const consentOf = (from: Database | Transaction, { template }: MessageRow, appid: string) =>
  from
    .select({ credits: messageCredits.credits })
    .from(messageCredits)
    .innerJoin(accountIdentities, eq(accountIdentities.accountId, messageCredits.accountId))
    .where(
      and(
        eq(messageCredits.accountId, collections.accountId),
        eq(messageCredits.template, template),
        gt(messageCredits.credits, 0),
        eq(accountIdentities.appid, appid),
      ),
    );

export function presentMessage({
  template,
  state,
}: Pick<MessageRow, "template" | "state">): Message {
  const { label: stateLabel, tone } = messageStates[state];
  return { label: messageTemplates[template].label, state, stateLabel, tone };
}
