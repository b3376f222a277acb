import { randomUUID } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { queueMessage } from "../core/collection/queue-message.ts";
import { inTransaction } from "../infra/db/database.ts";
import { events, messages } from "../infra/db/schema/index.ts";
import { staffCall, studentCall } from "../testing/calls.ts";
import { messageJobs } from "./message-jobs.ts";
import { resendStatus } from "./resend-message.ts";
import { openMessageWorld } from "./testing/message-world.ts";

const messaging = await openMessageWorld();
const {
  db,
  pool,
  world,
  projectId,
  deps,
  handlers,
  rejected,
  send,
  sentTo,
  consent,
  listed,
  withoutPhone,
} = messaging;

beforeEach(messaging.forget);
const service = staffCall(await world.addStaff("service"), "service");
const resend = (collectionId: string) =>
  handlers.resendMessage({ params: { collectionId } }, service);
const status = resendStatus(deps);

test("resends the last message to a student with a consent left; two parallel requests send one message", async () => {
  const { accountId, collectionId, openid } = await rejected(2);
  await consent(accountId);
  await consent(accountId);
  await send();
  world.passTime(120_000);
  expect(await status(collectionId)).toMatchObject({ refusal: null, message: { state: "sent" } });
  const [first, second] = await Promise.all([resend(collectionId), resend(collectionId)]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ state: "queued", label: { en: "Photo not approved" } });
  expect(await send()).toBe(1);
  expect(await resend(collectionId)).toMatchObject({ state: "sent" });
  expect(await sentTo(openid)).toHaveLength(2);
  expect(await db.$count(messages, eq(messages.collectionId, collectionId))).toBe(2);
  const { rows } = await pool.query(
    "select details from audit_entries where action = 'message-resent'",
  );
  expect(rows).toEqual([{ details: { template: "review-rejected" } }]);
});

test("a reminder in between does not replace the rejection message, which is sent again", async () => {
  const { accountId, collectionId } = await rejected(2);
  await consent(accountId);
  await send();
  world.passTime(120_000);
  await inTransaction(db, async (tx) => {
    const createdAt = world.deps.clock();
    const event = { kind: "stalled-reminded", subjectId: collectionId, createdAt };
    const [storedEvent] = await tx.insert(events).values(event).returning({ id: events.id });
    await queueMessage(tx, {
      eventId: storedEvent?.id ?? 0,
      collectionId,
      template: "unfinished",
      createdAt,
    });
  });
  expect(await status(collectionId)).toMatchObject({
    refusal: null,
    message: { label: { en: "Photo not approved" } },
  });
  expect(await resend(collectionId)).toMatchObject({
    state: "queued",
    label: { en: "Photo not approved" },
  });
});

test("refuses to resend when the student cannot be reached, and shows customer service the reason", async () => {
  const { accountId, collectionId } = await rejected(1);
  await consent(accountId);
  await send();
  world.passTime(120_000);
  await withoutPhone(accountId);
  expect(await resend(collectionId)).toMatchObject({ refused: "message-consent-missing" });
  expect((await status(collectionId)).refusal?.en).toContain("no phone number");
});

test("refuses to resend an outdated message, or when there is none", async () => {
  const withoutMessage = await world.addPaid(projectId);
  expect(await resend(withoutMessage.collectionId)).toMatchObject({
    refused: "no-message-to-resend",
  });
  const { accountId, collectionId } = await rejected(2);
  await consent(accountId);
  await consent(accountId);
  await send();
  world.passTime(120_000);
  await world.addMade(collectionId);
  expect(await resend(collectionId)).toMatchObject({ refused: "no-message-to-resend" });
  expect(await resend(randomUUID())).toMatchObject({ refused: "not-found" });
  expect((await status(randomUUID())).message).toBeNull();
});

test("counts consents by template", async () => {
  const accountId = await world.addAccount();
  for (const templates of [messageTemplateCodes.slice(0, 3), messageTemplateCodes.slice(3)])
    await handlers.addMessageCredits(
      { body: { templates: [...templates] } },
      studentCall(accountId),
    );
  await consent(accountId);
  const { templates } = await listed(accountId);
  expect(templates.map(({ template, credits }) => [template, credits])).toEqual(
    messageTemplateCodes.map((code) => [code, code === "review-rejected" ? 2 : 1]),
  );
});

test("deletes finished messages and their events after thirty days, and retains queued ones", async () => {
  await rejected(1);
  const now = deps.clock();
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const deleteOld = (at: Date) =>
    messageJobs({ ...deps, clock: () => at })["delete-old-events"](new AbortController().signal);
  const queued = await db.$count(messages, eq(messages.state, "queued"));
  expect(queued).toBeGreaterThan(0);
  await deleteOld(later(31));
  expect([await db.$count(messages), await db.$count(events)]).toEqual([queued, queued]);
  await db.update(messages).set({ state: "sent", finishedAt: now });
  await deleteOld(later(29));
  expect(await db.$count(events)).toBe(queued);
  await deleteOld(later(31));
  expect([await db.$count(messages), await db.$count(events)]).toEqual([0, 0]);
});
