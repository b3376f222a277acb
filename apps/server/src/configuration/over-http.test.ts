import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { sessions } from "../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";
import { openTestApi } from "../testing/open-api.ts";

const { db, call, clock } = await openTestApi();
const world = openAttemptWorld(db);

async function operator(): Promise<string> {
  const [staffId, token] = [await world.addStaff("operator"), randomUUID()];
  const times = { createdAt: clock.now, expiresAt: new Date(clock.now.getTime() + 3_600_000) };
  await db
    .insert(sessions)
    .values({ tokenSha256: sessionTokenSha256(token), role: "operator", staffId, ...times });
  return token;
}

test("refuses a request without its required body, with an error code", async () => {
  const [token, otherToken] = [await operator(), await operator()];
  const value = { from: 10, until: 17 };
  const body = { item: "reminder-hours", subject: "", value, seen: null, why: "避开早晚" };
  const { changeId } = (await call("proposeConfiguration", { token, body })).body;
  expect(
    await call("declineConfiguration", { token: otherToken, params: { changeId } }),
  ).toMatchObject({
    status: 400,
    code: "body-invalid",
  });
  expect(await call("proposeConfiguration", { token })).toMatchObject({
    status: 400,
    code: "body-invalid",
  });
});
