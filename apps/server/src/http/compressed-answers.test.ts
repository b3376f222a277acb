import { gunzipSync } from "node:zlib";
import { routeTable } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { openStubApi } from "./testing/open-stub-api.ts";

const { app } = openStubApi();

/** Sends an invalid request. The response names every wrong field, so it is much larger than a kilobyte. */
const refuse = (acceptEncoding: string, payload: object = {}) =>
  app.inject({
    method: "POST",
    url: routeTable.createProject.path,
    headers: { authorization: "Bearer operator", "accept-encoding": acceptEncoding },
    payload,
  });

test("a long response is compressed only for clients that accept gzip", async () => {
  const plain = await refuse("identity");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.body.length).toBeGreaterThan(1024);
  const zipped = await refuse("gzip");
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  expect(zipped.headers.vary).toContain("accept-encoding");
  expect(zipped.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  const { requestId: _, ...words } = JSON.parse(gunzipSync(zipped.rawPayload).toString());
  expect(plain.json()).toMatchObject(words);
});

test("a short response is not compressed", async () => {
  const answer = await app.inject({
    url: "/v1/account",
    headers: { "accept-encoding": "gzip, br" },
  });
  expect(answer.headers["content-encoding"]).toBeUndefined();
});
