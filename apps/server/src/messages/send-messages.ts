/** Sends queued messages to who consented; what cannot be sent is noted and holds nothing up. */
import { type MessageTemplateCode, messageTemplates } from "@gradphoto/domain";
import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import {
  accountIdentities,
  collections,
  messageCredits,
  messages,
  projects,
  schools,
} from "../infra/db/schema/index.ts";
import type { MessageDeps } from "./deps.ts";

type MessageRow = typeof messages.$inferSelect;

/** Longer than a call to WeChat may take. */
const claimMs = 60_000;
const firstPauseMs = 60_000;
/** The last try is about two hours after the first. */
const mostTries = 8;

/** How many messages came to an end, sent or not. */
export async function sendMessages(deps: MessageDeps): Promise<number> {
  for (let ended = 0; ; ) {
    const message = await claim(deps);
    if (!message) return ended;
    if (await send(deps, message)) ended += 1;
  }
}

async function claim({ db, clock }: MessageDeps): Promise<MessageRow | null> {
  const now = clock();
  const due = db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.state, "queued"), or(isNull(messages.claimedUntil), lte(messages.claimedUntil, now))))
    .orderBy(asc(messages.createdAt), asc(messages.eventId))
    .limit(1)
    .for("update", { skipLocked: true });
  const [claimed] = await db
    .update(messages)
    .set({ claimedUntil: new Date(now.getTime() + claimMs), tries: sql`${messages.tries} + 1` })
    // Not `in`: a plan may run its subquery again, and claim a second row that nobody works on.
    .where(eq(messages.id, sql`${due}`))
    .returning();
  return claimed ?? null;
}

/** False when it is tried again later. */
async function send(deps: MessageDeps, message: MessageRow): Promise<boolean> {
  const { wechat, templateIds } = deps;
  const { template } = message;
  const to = await findReceiver(deps, message);
  if (!to) return end(deps, message, "skipped", "no-consent");
  const { phrase, next } = messageTemplates[template];
  const answer = await wechat.sendMessage({
    openid: to.openid,
    templateId: templateIds[template],
    page: `pages/collection/index?id=${message.collectionId}`,
    data: { thing1: to.schoolName.slice(0, 20), phrase2: phrase, thing3: to.language === "en" ? next.en : next.zh },
  });
  // A key that WeChat does not take says nothing about the message.
  if (answer === "unavailable" || answer === "unauthorized") return tryLater(deps, message, answer);
  if (answer === "sent") {
    await spend(deps, to.accountId, template, sql`greatest(${messageCredits.credits} - 1, 0)`);
    return end(deps, message, "sent", null);
  }
  // WeChat keeps the true count: a consent it does not know is none.
  if (answer === "not-subscribed") await spend(deps, to.accountId, template, sql`0`);
  return end(deps, message, answer === "not-subscribed" ? "skipped" : "failed", answer);
}

/** Null: no consent that is left, or nobody of the mini-program. */
async function findReceiver({ db, sealer, appid }: MessageDeps, { collectionId, template }: MessageRow) {
  const [found] = await db
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
  if (!found) return null;
  const { identity, credit, schoolName } = found;
  const openid = sealer.open(identity.openid, { column: "account_identities.openid", rowId: identity.id });
  return { openid, schoolName, accountId: identity.accountId, language: credit.language };
}

async function spend(
  { db }: MessageDeps,
  accountId: string,
  template: MessageTemplateCode,
  credits: ReturnType<typeof sql>,
) {
  const isThis = and(eq(messageCredits.accountId, accountId), eq(messageCredits.template, template));
  await db.update(messageCredits).set({ credits }).where(isThis);
}

async function end(
  { db, clock }: MessageDeps,
  { id }: MessageRow,
  state: "sent" | "skipped" | "failed",
  lastFault: string | null,
): Promise<true> {
  const isQueued = and(eq(messages.id, id), eq(messages.state, "queued"));
  await db.update(messages).set({ state, lastFault, finishedAt: clock() }).where(isQueued);
  return true;
}

async function tryLater(deps: MessageDeps, message: MessageRow, lastFault: string): Promise<boolean> {
  if (message.tries >= mostTries) return end(deps, message, "failed", lastFault);
  const claimedUntil = new Date(deps.clock().getTime() + firstPauseMs * 2 ** (message.tries - 1));
  await deps.db
    .update(messages)
    .set({ claimedUntil, lastFault })
    .where(and(eq(messages.id, message.id), eq(messages.state, "queued")));
  return false;
}
