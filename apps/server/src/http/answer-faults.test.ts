import { requestIdHeader } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { PlainObjectError } from "../infra/object-store/encrypted.ts";
import { ObjectChangedError, ObjectStoreError } from "../infra/object-store/object-store.ts";
import { openStubApi } from "./testing/open-stub-api.ts";

const student = { authorization: "Bearer student" };

test("an unexpected error is logged with its location and the request id; the response reveals no details", async () => {
  const answer = async () => {
    throw new Error("the value 13800000000 is wrong", { cause: new Error("Bearer abc") });
  };
  const failing = openStubApi({ answer });
  const response = await failing.app.inject({ url: "/v1/account", headers: student });
  expect(response.json()).toMatchObject({ status: 500, code: "internal" });
  const log = failing.logged.join("");
  expect(log).toContain(String(response.headers[requestIdHeader]));
  expect(log).toContain("answer-faults.test.ts");
  for (const text of [log, response.body]) expect(text).not.toMatch(/13800000000|Bearer abc/);
});

test("a lost database connection is answered with 503, not with a client error", async () => {
  const answer = async () => {
    throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  };
  const response = await openStubApi({ answer }).app.inject({
    url: "/v1/account",
    headers: student,
  });
  expect(response.json()).toMatchObject({ status: 503, code: "service-unavailable" });
});

test.each([
  ["on the disk of the pictures", Object.assign(new Error("write"), { code: "ENOSPC" })],
  [
    "in the database",
    new Error("query", { cause: Object.assign(new Error("extend"), { code: "53100" }) }),
  ],
])("a full disk (%s) is answered with 503 and logged as such", async (_, fault) => {
  const full = openStubApi({ answer: () => Promise.reject(fault) });
  const response = await full.app.inject({ url: "/v1/account", headers: student });
  expect(response.json()).toMatchObject({ status: 503, code: "service-unavailable" });
  expect(full.logged.join()).toContain("no room left on the disk");
});

test.each([
  ["changed", new ObjectChangedError("An encrypted object is not as it was stored")],
  ["plain in an encrypted one's place", new PlainObjectError("plain")],
])(
  "a stored object that is %s is answered with its own error code and logged",
  async (_, fault) => {
    const { app, logged } = openStubApi({ answer: () => Promise.reject(fault) });
    const response = await app.inject({ url: "/v1/account", headers: student });
    expect(response.json()).toMatchObject({ status: 502, code: "stored-object-damaged" });
    expect(logged.join()).toContain("a stored object is not as it was stored");
  },
);

test("an unavailable object store is answered with 503 and a retry time, and logged", async () => {
  const away = openStubApi({
    answer: async () => {
      throw new ObjectStoreError("The object store answered GET with 500");
    },
  });
  const response = await away.app.inject({ url: "/v1/account", headers: student });
  expect(response.json()).toMatchObject({ status: 503, code: "service-unavailable" });
  expect(response.headers["retry-after"]).toBe("5");
  expect(away.logged.join()).toContain("object store away");
});
