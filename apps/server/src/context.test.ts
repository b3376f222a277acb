import { expect, test } from "vitest";
import { openTestApi } from "./testing/open-api.ts";

const { call, sandbox } = await openTestApi();

test("a new student reaches every feature: no school or collection yet, and each refusal has its own code", async () => {
  const { id } = await sandbox.addPerson();
  const code = await sandbox.wechatCode("login", id);
  const { token } = (await call("signInWithWechat", { body: { code } })).body;
  expect(await call("findSchools", { query: { query: "暨南" } })).toMatchObject({
    status: 200,
    body: { schools: [] },
  });
  expect(await call("listCollections", { token })).toMatchObject({
    status: 200,
    body: { collections: [] },
  });
  const unknown = { params: { schoolCode: "99999" } };
  expect(await call("readSchool", unknown)).toMatchObject({
    status: 404,
    code: "school-not-found",
  });
  const start = {
    token,
    body: { readingId: "none", noPhotoYet: true },
    idempotencyKey: "key-of-a-test",
  };
  expect(await call("startCollection", start)).toMatchObject({ status: 404, code: "not-found" });
  // The request omits the declaration that CHSI displays no photo yet.
  expect(await call("startCollection", { ...start, body: { readingId: "none" } })).toMatchObject({
    status: 400,
  });
  expect(await call("readCollection", { token, params: { collectionId: "none" } })).toMatchObject({
    code: "not-found",
  });
});
