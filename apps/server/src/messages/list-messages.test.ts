import { randomUUID } from "node:crypto";
import type { MessageState, MessageTemplateCode } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { events, messages } from "../infra/db/schema/index.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { listMessages } from "./list-messages.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);
await world.addSchool();
const { id: projectId } = await world.addProject();
const { collectionId } = await world.addPaid(projectId);

interface Wanted {
  readonly day: string;
  readonly state: MessageState;
  readonly template: MessageTemplateCode;
  readonly fault?: string;
}

async function add({ day, state, template, fault }: Wanted): Promise<string> {
  const at = new Date(`${day}T12:00:00+08:00`);
  const [event] = await db
    .insert(events)
    .values({
      kind: "collection-moved",
      subjectId: collectionId,
      payload: { move: "none" },
      createdAt: at,
    })
    .returning({ id: events.id });
  const id = randomUUID();
  await db.insert(messages).values({
    id,
    eventId: event?.id ?? 0,
    collectionId,
    template,
    state,
    tries: 1,
    lastFault: fault ?? null,
    createdAt: at,
    finishedAt: state === "queued" ? null : at,
  });
  return id;
}

let ids: string[];
beforeAll(async () => {
  ids = [
    await add({ day: "2027-03-01", state: "sent", template: "review-approved" }),
    await add({ day: "2027-03-02", state: "skipped", template: "completed", fault: "no-consent" }),
    await add({ day: "2027-03-03", state: "failed", template: "completed", fault: "unavailable" }),
    await add({ day: "2027-03-04", state: "queued", template: "refunded" }),
  ];
});

type Query = z.input<(typeof routeDefinitions)["listMessages"]["query"]>;
const list = async (query: Partial<Query> = {}) => {
  const parsed = routeDefinitions.listMessages.query.parse({ limit: 100, ...query });
  return routeDefinitions.listMessages.answers.parse(await listMessages(db, parsed));
};
const matches = async (query: Partial<Query>) =>
  (await list(query)).messages.map(({ messageId }) => ids.indexOf(messageId));

test("lists sent, failed and queued messages, latest first, with fault labels and a resend mark on only the last", async () => {
  const { messages: listed, next } = await list();
  expect(next).toBeNull();
  expect(listed.map(({ messageId }) => ids.indexOf(messageId))).toEqual([3, 2, 1, 0]);
  expect(listed[1]).toMatchObject({
    label: { zh: "采集完成通知" },
    stateLabel: { zh: "未送达" },
    tone: "danger",
    faultLabel: { zh: "微信没有应答" },
  });
  expect(listed.map(({ isLast }) => isLast)).toEqual([true, false, false, false]);
  expect(listed[0]).toMatchObject({ faultLabel: null });
});

test.each<[string, Partial<Query>, number[]]>([
  ["state", { state: "failed" }, [2]],
  ["template", { template: "completed" }, [2, 1]],
  ["state and template", { template: "completed", state: "skipped" }, [1]],
  ["days", { fromDay: "2027-03-02", untilDay: "2027-03-03" }, [2, 1]],
])("filters messages by %s", async (_what, query, expected) => {
  expect(await matches(query)).toEqual(expected);
});

test("lists messages page by page", async () => {
  const page = await list({ limit: 3 });
  expect(page.messages).toHaveLength(3);
  expect(await matches({ limit: 3, after: page.next ?? "" })).toEqual([0]);
});
