import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import { expect, test } from "vitest";
import { z } from "zod";
import { openTestApi } from "../../testing/open-api.ts";
import { addSchoolAndProject } from "../../testing/school-and-staff.ts";
import { collectTraces, spanNamed } from "../../testing/traces.ts";
import { createNotifications } from "../db/notifications.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { type JobWorks, NotDoneError, runJobs } from "../jobs/run-jobs.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { traceStatements } from "./trace-statements.ts";

const { db, pool, app, call, clock, logged, jobs, sandbox } = await openTestApi();
traceStatements(pool);
await addSchoolAndProject(db, clock.now);
const log = createLog({ stream: { write: (text) => void logged.push(text) } });

const issued = z.object({ text: z.string() });
const line = z.object({
  traceId: z.string().optional(),
  route: z.string().optional(),
  msg: z.string(),
});
const lines = () => logged.map((text) => line.parse(JSON.parse(text)));

async function signIn() {
  const { id, phone } = await sandbox.addPerson();
  const code = await sandbox.wechatCode("login", id);
  const { token } = (await call("signInWithWechat", { body: { code } })).body;
  await call("bindWechatPhone", { token, body: { code: await sandbox.wechatCode("phone", id) } });
  return { id, phone, token: String(token), code };
}

/** Reads a code and creates an order, whose job waits; returns the confidential values. */
async function order(token: string): Promise<readonly string[]> {
  const { text } = issued.parse(
    await sandbox.control("POST", "/chsi/codes", { studentId: "student-2" }),
  );
  const { readingId } = (await call("readCode", { token, body: { text } })).body;
  const { student } = (await call("verifyCode", { token, body: { readingId, lastFour: "002X" } }))
    .body;
  const start = { token, body: { readingId, noPhotoYet: true }, idempotencyKey: "key-of-a-start" };
  const params = { collectionId: (await call("startCollection", start)).body.collectionId };
  const body = { channel: "mini-program", provider: "wechat-pay" };
  const ordered = await call("startOrder", {
    token,
    params,
    body,
    idempotencyKey: "key-of-an-order",
  });
  expect(ordered.status).toBe(200);
  const existing = [
    text,
    readingId,
    "002X",
    student.name,
    params.collectionId,
    ordered.body.order.orderId,
  ];
  return [...existing.map(String), "key-of-an-order", "2023000002"];
}

/** Runs a worker of one kind until `isDone`. */
async function work(works: Partial<JobWorks>, isDone: () => boolean): Promise<void> {
  const notifications = createNotifications(pool);
  const stop = await runJobs({
    db,
    log,
    notifications,
    works,
    concurrency: 1,
    metrics: createMetrics(),
  });
  await expect.poll(isDone).toBe(true);
  await stop();
}

test("a request's trace contains its statements, calls and job, and no personal data", async () => {
  let secrets: readonly string[] = [];
  const collector = await collectTraces(async () => {
    const { token, ...person } = await signIn();
    secrets = [token, ...Object.values(person), ...(await order(token))];
    await pool.query("update pgboss.job set start_after = now() where name = 'settle-order'");
    let ran = 0;
    const { run } = jobs["settle-order"];
    await work(
      { "settle-order": { run: (data) => run(data).finally(() => ran++) } },
      () => ran === 1,
    );
  });
  const spans = collector.spans();
  const ordered = spanNamed(spans, "POST /v1/collections/:collectionId/orders");
  expect(ordered.parentSpanId).toBeUndefined();
  expect(ordered.attributes).toEqual({
    "http.request.method": "POST",
    "http.route": "/v1/collections/:collectionId/orders",
    "http.response.status_code": 200,
    "gradphoto.route": "startOrder",
    "gradphoto.role": "student",
  });
  const within = spans.filter(({ traceId }) => traceId === ordered.traceId);
  expect(spanNamed(within, "insert orders").parentSpanId).toBe(ordered.spanId);
  expect(spanNamed(within, "insert orders").attributes).toEqual({
    "db.system.name": "postgresql",
    "db.query.text": expect.stringMatching(/^insert into orders \(…\) values \(…\)/),
  });
  expect(spanNamed(within, "wechat-pay start").attributes).toEqual({
    "peer.service": "wechat-pay",
    "gradphoto.outcome": "ok",
  });
  const job = spanNamed(within, "settle-order");
  expect(job.attributes).toEqual({
    "gradphoto.job": "settle-order",
    "gradphoto.attempt": 1,
    "gradphoto.outcome": "later",
  });
  const ofJob = within
    .filter(({ parentSpanId }) => parentSpanId === job.spanId)
    .map(({ name }) => name);
  expect(ofJob).toEqual(
    expect.arrayContaining(["select orders", "wechat-pay query", "insert pgboss.job_common"]),
  );
  expect(collector.resources()[0]).toMatchObject({
    "service.name": "gradphoto-api",
    "service.version": "1.2.3",
    "process.pid": process.pid,
    "host.name": expect.any(String),
  });
  expect(secrets.length).toBeGreaterThan(10);
  for (const secret of secrets) expect(collector.bodies.join("\n"), secret).not.toContain(secret);
  const reported = lines().find(({ route }) => route === ordered.attributes["http.route"]);
  expect(reported?.traceId, "the log's line leads to the trace").toBe(ordered.traceId);
});

test("work after a late body belongs to its own request's trace, and a disconnect ends the trace", async () => {
  const base = await app.listen({ host: "127.0.0.1", port: 0 });
  const { token } = await signIn();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  /** Starts a request whose body arrives after its session was verified. */
  const begin = async (path: string, length: number): Promise<ClientRequest> => {
    const input = { method: "POST", headers: { ...headers, "content-length": length } };
    const pending = request(`${base}/v1/collection-codes/${path}`, input);
    pending.flushHeaders();
    for (let answered = 0; answered < 5; answered++) await fetch(`${base}/v1/account`, { headers });
    return pending;
  };
  const bodies = await Promise.all(
    Array.from({ length: 4 }, async () =>
      JSON.stringify(
        issued.parse(await sandbox.control("POST", "/chsi/codes", { studentId: "student-2" })),
      ),
    ),
  );
  const collector = await collectTraces(async (collected) => {
    const pending = await Promise.all(bodies.map((body) => begin("read", Buffer.byteLength(body))));
    const answers = pending.map((one) => once(one, "response"));
    for (const [index, one] of pending.entries()) one.end(bodies[index]);
    for (const [answer] of await Promise.all(answers)) expect(answer.statusCode).toBe(200);
    const aborted = await begin("verify", 100);
    aborted.on("error", () => {}).destroy();
    await expect
      .poll(() => collected.spans().map(({ name }) => name))
      .toContain("POST /v1/collection-codes/verify");
  });
  const spans = collector.spans();
  const requests = spans.filter(({ name }) => name === "POST /v1/collection-codes/read");
  expect(requests).toHaveLength(4);
  for (const { spanId } of requests) {
    const inside = spans
      .filter(({ parentSpanId }) => parentSpanId === spanId)
      .map(({ name }) => name);
    expect(inside.filter((name) => name === "insert code_readings")).toHaveLength(1);
    expect(inside.filter((name) => name === "issuer decode")).toHaveLength(1);
  }
});

test("each try of a job is traced with its outcome and linked from the log", async () => {
  const messageId = crypto.randomUUID();
  let tries = 0;
  const run = async () => {
    tries++;
    if (tries === 1) throw new NotDoneError("13800138000");
    return undefined;
  };
  const collector = await collectTraces(async () => {
    await db.transaction((tx) => enqueue(tx, "send-message", { messageId }));
    await pool.query(
      "update pgboss.job set retry_delay = 0, retry_backoff = false where name = 'send-message'",
    );
    await work({ "send-message": { run } }, () => tries === 2);
  });
  const spans = collector.spans();
  expect(spans.map(({ attributes }) => attributes)).toEqual([
    {
      "gradphoto.job": "send-message",
      "gradphoto.attempt": 1,
      "gradphoto.outcome": "failed",
      "error.type": "NotDoneError",
    },
    { "gradphoto.job": "send-message", "gradphoto.attempt": 2, "gradphoto.outcome": "done" },
  ]);
  expect(lines().find(({ msg }) => msg === "job failed")?.traceId).toBe(spans[0]?.traceId);
  expect(collector.bodies.join("")).not.toMatch(new RegExp(`13800138000|${messageId}`));
});

test("an incoming traceparent is ignored, and a request without a matching route is not traced", async () => {
  const [traceId, secret] = ["ab".repeat(16), "13800138000"];
  const headers = {
    traceparent: `00-${traceId}-${"cd".repeat(8)}-01`,
    tracestate: secret,
    baggage: secret,
  };
  const collector = await collectTraces(async () => {
    await app.inject({ url: `/v1/account?phone=${secret}`, headers });
    await app.inject({ url: `/v1/${secret}`, headers });
    await app.inject({ url: "/healthz", headers });
  });
  const spans = collector.spans();
  expect(spans.map(({ name }) => name)).toEqual(["GET /v1/account"]);
  expect(spans[0]?.attributes).toMatchObject({
    "http.response.status_code": 401,
    "gradphoto.role": "anonymous",
  });
  expect(collector.bodies.join("")).not.toMatch(new RegExp(`${traceId}|${secret}`));
});
