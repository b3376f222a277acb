import { randomUUID } from "node:crypto";
import type { Role } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { staff } from "../infra/db/schema/index.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import { openTestApi } from "../testing/open-api.ts";

const { db, pool, call, clock } = await openTestApi();

async function tokenOf(role: Role, schoolCode: string | null = null): Promise<string> {
  const [id, token] = [
    randomUUID(),
    newSessionToken((count) => Buffer.from(randomUUID()).subarray(0, count)),
  ];
  const sealed = `sealed:k:${"A".repeat(16)}:${"A".repeat(24)}` as const;
  const facts = {
    username: id,
    name: sealed,
    passwordHash: "-",
    totp: sealed,
    createdAt: clock.now,
  };
  await db.insert(staff).values({ id, role, schoolCode, ...facts });
  await pool.query(
    "insert into sessions (token_sha256, staff_id, role, created_at, expires_at) values ($1, $2, $3, $4, $5)",
    [sessionTokenSha256(token), id, role, clock.now, new Date(clock.now.getTime() + 3_600_000)],
  );
  return token;
}

test("staff endpoints return empty queues and lists, 404 for unknown ids, and a code for invalid input", async () => {
  const reviewer = await tokenOf("reviewer");
  const take = (count: number) =>
    call("takeTasks", { token: reviewer, body: { queue: "desk", count } });
  expect(await take(4)).toMatchObject({ status: 200, body: { tasks: [] } });
  expect(await take(25)).toMatchObject({ status: 400, code: "body-invalid" });
  const params = { collectionId: randomUUID() };
  const taskId = randomUUID();
  const body = {
    taskId,
    attemptId: taskId,
    decision: { outcome: "approve" },
    madeAt: clock.now.toISOString(),
    lookMs: 1,
  };
  expect(await call("readTask", { token: reviewer, params: { taskId } })).toMatchObject({
    status: 404,
  });
  expect(
    await call("decide", { token: reviewer, params: { decisionId: taskId }, body }),
  ).toMatchObject({
    status: 404,
    code: "not-found",
  });
  expect(await call("lookCloser", { token: reviewer, params: { taskId } })).toMatchObject({
    code: "review-lease-ended",
  });
  expect(await call("listMyDecisions", { token: reviewer })).toMatchObject({
    body: { decisions: [] },
  });

  const service = await tokenOf("service");
  const search = { text: "19900000001" };
  expect(await call("findCollections", { token: service, body: search })).toMatchObject({
    body: { next: null },
  });
  expect(await call("readCollectionForService", { token: service, params })).toMatchObject({
    status: 404,
  });
  expect(
    await call("withdrawSubmission", { token: service, params, body: { reason: "测试" } }),
  ).toMatchObject({
    status: 404,
  });

  const operator = await tokenOf("operator");
  const page = { limit: "20" };
  expect(await call("listRegistryBatches", { token: operator, query: page })).toMatchObject({
    body: { batches: [] },
  });
  expect(await call("listRegistryBatches", { token: operator })).toMatchObject({
    code: "body-invalid",
  });
});

test("a reviewer who becomes customer service can no longer review", async () => {
  const token = await tokenOf("reviewer");
  await db.update(staff).set({ role: "service" }).where(eq(staff.role, "reviewer"));
  expect(await call("takeTasks", { token, body: { queue: "desk", count: 1 } })).toMatchObject({
    status: 403,
    code: "forbidden",
  });
});
