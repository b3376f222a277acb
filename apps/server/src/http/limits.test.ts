import { expect, test } from "vitest";
import { accountLimits } from "./limits.ts";
import { openStubApi } from "./testing/open-stub-api.ts";
import { multipart } from "./testing/request-of.ts";

test("pictures of codes are limited by account too, whatever the address", async () => {
  const limit = accountLimits.readCodePicture;
  const asked: string[] = [];
  const { app, called } = openStubApi({
    rateLimit: async ({ name }, subject) => {
      asked.push(`${name} ${subject}`);
      return { retryAfterS: name === limit?.name ? 42 : null };
    },
  });
  const { payload, headers } = multipart("picture", Buffer.from("a picture"));
  const response = await app.inject({
    method: "POST",
    url: "/v1/collection-codes/picture",
    payload,
    headers: { ...headers, authorization: "Bearer student" },
  });
  expect(response.json()).toMatchObject({ status: 429, code: "too-many-requests", retryAfterS: 42 });
  expect(response.headers["retry-after"]).toBe("42");
  expect(asked.at(-1)).toMatch(/^code-picture [0-9a-f-]{36}$/);
  expect(called).toEqual([]);
});
