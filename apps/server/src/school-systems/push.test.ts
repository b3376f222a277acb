import { createServer } from "node:http";
import { maxWebhooks } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeEach, expect, test } from "vitest";
import { webhookDeliveries, webhooks } from "../infra/db/schema/index.ts";
import { openSchoolSystemWorld } from "./testing/school-system-world.ts";

const world = await openSchoolSystemWorld();
const { db, call, clock, projectId } = world;

/** Signs in now: sessions end while the clock moves on. */
const administrator = async (school = "10559") =>
  (await world.signIn("school-admin", school)).token;

interface Received {
  readonly id: string;
  readonly type: string;
  readonly collectionId: string | undefined;
}

let received: Received[] = [];
let statusOf = (_event: Received): number => 204;
let secret = "";
const receiver = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  request.once("end", () => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const event = new Webhook(secret).verify(text, headers) as {
      type: string;
      data: { collectionId?: string };
    };
    const one = {
      id: headers["webhook-id"] ?? "",
      type: event.type,
      collectionId: event.data.collectionId,
    };
    received.push(one);
    response.writeHead(statusOf(one)).end("noted");
  });
}).listen(0, "127.0.0.1");
afterAll(() => void receiver.close());
await new Promise((resolve) =>
  receiver.listening ? resolve(null) : receiver.once("listening", resolve),
);
const address = receiver.address();
const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`;

const push = () => world.jobs["push-to-schools"](new AbortController().signal);
const pass = (seconds: number): void => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};
const addWebhook = async (): Promise<string> => {
  const { body } = await call("createWebhook", { token: await administrator(), body: { url } });
  secret = body.secret;
  return body.webhookId;
};
const deliveries = (webhookId: string) =>
  db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.webhookId, webhookId))
    .orderBy(webhookDeliveries.number);

beforeEach(async () => {
  await db.delete(webhooks);
  received = [];
  statusOf = () => 204;
});

test("each change after the creation arrives once, signed, in the order of its collection, with ids only", async () => {
  await world.addCompleted();
  await addWebhook();
  const { collectionId } = await world.addCompleted();
  await Promise.all([push(), push()]);
  await push();
  expect(received.map((event) => event.collectionId)).toEqual(received.map(() => collectionId));
  expect(received.map(({ type }) => type)).toEqual([
    ...Array.from({ length: 9 }, () => "collection.state-changed"),
    "photo.ready",
  ]);
  expect(new Set(received.map(({ id }) => id)).size).toBe(10);
});

test("a failing collection waits for its retry, others overtake it, and its own order is kept", async () => {
  const webhookId = await addWebhook();
  const [failing, well] = [
    await world.world.addPaid(projectId),
    await world.world.addPaid(projectId),
  ];
  statusOf = ({ collectionId }) => (collectionId === failing.collectionId ? 500 : 204);
  await push();
  expect(received.filter(({ collectionId }) => collectionId === well.collectionId)).toHaveLength(3);
  const first = received.filter(({ collectionId }) => collectionId === failing.collectionId);
  expect(first).toHaveLength(1);
  received = [];
  statusOf = () => 204;
  await push();
  expect(received).toEqual([]);
  pass(6);
  await push();
  expect(received.map(({ collectionId }) => collectionId)).toEqual(
    Array(3).fill(failing.collectionId),
  );
  expect(received[0]?.id).toBe(first[0]?.id);
  expect((await deliveries(webhookId)).every(({ state }) => state === "delivered")).toBe(true);
});

test("after three days without success a delivery is dead and the webhook paused; resume and replay deliver it", async () => {
  const webhookId = await addWebhook();
  const { collectionId } = await world.world.addPaid(projectId);
  statusOf = () => 503;
  const beganAt = clock.now.getTime();
  for (let run = 0; run < 12; run += 1) {
    await push();
    const [next] = (await deliveries(webhookId)).filter(({ state }) => state === "waiting");
    if ((await db.select().from(webhooks))[0]?.pausedAt || !next?.nextAt) break;
    clock.now = new Date(Math.max(clock.now.getTime(), next.nextAt.getTime()) + 1000);
  }
  const [dead] = await deliveries(webhookId);
  expect(dead).toMatchObject({ state: "dead", tries: 10, status: 503, answer: "noted" });
  expect((clock.now.getTime() - beganAt) / 86_400_000).toBeGreaterThan(3);
  const token = await administrator();
  const listed = await call("listWebhooks", { token, query: { limit: "10" } });
  expect(listed.body.webhooks[0]).toMatchObject({ isPaused: true, stateLabel: { en: "Paused" } });
  received = [];
  statusOf = () => 204;
  await push();
  expect(received).toEqual([]);
  await call("pauseWebhook", { token, params: { webhookId }, body: { wanted: "active" } });
  await call("replayWebhookDelivery", { token, params: { deliveryId: dead?.id ?? "" } });
  await push();
  expect(received[0]).toEqual({ id: dead?.id, type: "collection.state-changed", collectionId });
  expect(received).toHaveLength(3);
});

test("a paused webhook accepts no test and no replay; once resumed, what waited is sent at once", async () => {
  const webhookId = await addWebhook();
  const { collectionId } = await world.world.addPaid(projectId);
  statusOf = () => 503;
  for (let run = 0; run < 4; run += 1) {
    await push();
    pass(3600);
  }
  const token = await administrator();
  const change = (wanted: string) =>
    call("pauseWebhook", { token, params: { webhookId }, body: { wanted } });
  await change("paused");
  expect(await call("testWebhook", { token, params: { webhookId } })).toMatchObject({
    code: "webhook-is-paused",
  });
  const [waiting] = await deliveries(webhookId);
  const replay = { token, params: { deliveryId: waiting?.id ?? "" } };
  expect(await call("replayWebhookDelivery", replay)).toMatchObject({ code: "webhook-is-paused" });
  received = [];
  statusOf = () => 204;
  await change("active");
  await push();
  expect(received.map((event) => event.collectionId)).toEqual(Array(3).fill(collectionId));
});

test("a failing receiver gets one post at a time until it accepts one", async () => {
  await addWebhook();
  for (let count = 0; count < 3; count += 1) await world.world.addPaid(projectId);
  statusOf = () => 500;
  await push();
  expect(received).toHaveLength(3);
  received = [];
  pass(6);
  await push();
  expect(received).toHaveLength(1);
});

test("a school has at most five webhooks", async () => {
  for (let count = 0; count < maxWebhooks; count += 1) await addWebhook();
  expect(
    await call("createWebhook", { token: await administrator(), body: { url } }),
  ).toMatchObject({
    code: "webhooks-too-many",
    status: 409,
  });
});

test("a receiver that is gone pauses its webhook at once", async () => {
  await addWebhook();
  await world.world.addPaid(projectId);
  statusOf = () => 410;
  await push();
  await push();
  expect(received).toHaveLength(1);
  expect((await db.select().from(webhooks))[0]?.pausedAt).not.toBeNull();
});

test("a test event arrives, and other schools neither see nor change the webhook", async () => {
  const webhookId = await addWebhook();
  const [token, stranger] = [await administrator(), await administrator("10558")];
  const { body } = await call("testWebhook", { token, params: { webhookId } });
  await push();
  expect(received).toEqual([{ id: body.deliveryId, type: "test", collectionId: undefined }]);
  const foreign = {
    token: stranger,
    params: { webhookId, deliveryId: body.deliveryId },
    body: { wanted: "paused" },
  };
  for (const name of [
    "testWebhook",
    "pauseWebhook",
    "removeWebhook",
    "replayWebhookDelivery",
  ] as const)
    expect(await call(name, foreign)).toMatchObject({ status: 404 });
  for (const name of ["listWebhooks", "listWebhookDeliveries"] as const)
    expect(
      JSON.stringify((await call(name, { token: stranger, query: { limit: "10" } })).body),
    ).not.toContain(url);
  expect(await call("createWebhook", { token, body: { url: "https://10.0.0.1/" } })).toMatchObject({
    code: "webhook-address",
  });
  await call("removeWebhook", { token, params: { webhookId } });
  expect(await deliveries(webhookId)).toEqual([]);
});
