import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { openSandbox } from "../testing/open-sandbox.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const body = { type: "photo.ready", data: { collectionId: "c" } };

const signed = (id: string, key = secret, at = new Date()) => ({
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
  "webhook-signature": new Webhook(key).sign(id, at, JSON.stringify(body)),
});

test("lists an event with a valid signature, and refuses a foreign key, an old time and no secret", async () => {
  const { get, post } = openSandbox();
  const send = async (headers: Record<string, string>) =>
    (await post("/school-system/webhooks", body, headers)).status;
  expect(await send(signed("a"))).toBe(503);
  await post("/control/school-system", { secret });
  expect(await send(signed("a"))).toBe(200);
  expect(await send(signed("b", `whsec_${Buffer.alloc(32, 8).toString("base64")}`))).toBe(401);
  expect(await send(signed("c", secret, new Date(Date.now() - 600_000)))).toBe(401);
  expect((await get("/control/school-system/events")).body).toEqual([{ id: "a", ...body }]);
});

test("redirects, ends, denies the signature, is slow or broken on demand", async () => {
  const sandbox = openSandbox();
  await sandbox.post("/control/school-system", { secret });
  const statuses: number[] = [];
  for (const kind of ["redirect", "ended", "bad-signature", "server-error", "slow"]) {
    await sandbox.post("/control/faults", { target: "school-webhook", kind });
    const payload = JSON.stringify(body);
    const headers = { "content-type": "application/json", ...signed(kind) };
    statuses.push(
      (
        await sandbox.app.inject({
          method: "POST",
          url: "/school-system/webhooks",
          headers,
          payload,
        })
      ).statusCode,
    );
  }
  expect(statuses).toEqual([302, 410, 401, 500, 200]);
  expect(sandbox.waitedMs).toEqual([10_000]);
});
