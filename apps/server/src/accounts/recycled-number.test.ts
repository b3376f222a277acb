import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openForeignWorld } from "../http/testing/foreign-world.ts";
import { accounts } from "../infra/db/schema/index.ts";
import { createSearchHash } from "../infra/sealing/search-hash.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { openTestApi } from "../testing/open-api.ts";
import { retainUntil } from "./account-rows.ts";

const { pool, db, call, clock, objects, sandbox } = await openTestApi();
const world = await openForeignWorld({ db, pool }, objects);
clock.now = world.clock();
const searchHash = createSearchHash(readServiceConfig({}).secrets.searchKey);

const wait = (days: number): void => {
  clock.now = new Date(clock.now.getTime() + days * 86_400_000);
};

/** Adds a student with this number who has just signed in. The last four characters are 0018. */
async function addOwnerOf(phone: string): Promise<string> {
  const { accountId } = await world.addOwner();
  const fields = { phoneHash: searchHash("phone", phone), retainUntil: retainUntil(clock.now) };
  await db.update(accounts).set(fields).where(eq(accounts.id, accountId));
  return accountId;
}

async function signInBySms(phone: string, input: object = {}, token?: string) {
  await call("sendSmsCode", { body: { phone } });
  const code = await sandbox.smsCode(phone);
  return call("signInWithSms", { body: { phone, code, ...input }, ...(token && { token }) });
}

const newPhone = (): string => `199${randomInt(10 ** 7, 10 ** 8)}`;

test("after two months without sign-in, a phone number opens its account only with the last four ID characters", async () => {
  const phone = newPhone();
  const accountId = await addOwnerOf(phone);
  wait(61);
  expect(await signInBySms(phone)).toMatchObject({ status: 403, code: "identity-proof-needed" });
  // The SMS code remains valid for the try with the last four characters.
  const code = await sandbox.smsCode(phone);
  const enter = (lastFour: string) => call("signInWithSms", { body: { phone, code, lastFour } });
  expect(await enter("9999")).toMatchObject({ code: "last-four-wrong" });
  const entered = await enter("0018");
  expect(entered).toMatchObject({ status: 200, body: { account: { accountId } } });
  wait(30);
  expect(await signInBySms(phone)).toMatchObject({ status: 200, body: { account: { accountId } } });
});

test("a new holder of a phone number has five guesses an hour at the last four characters", async () => {
  const phone = newPhone();
  await addOwnerOf(phone);
  wait(61);
  await call("sendSmsCode", { body: { phone } });
  const code = await sandbox.smsCode(phone);
  const enter = (lastFour: string) => call("signInWithSms", { body: { phone, code, lastFour } });
  const guesses = [];
  for (let guess = 0; guess < 12; guess++) guesses.push((await enter("9999")).code);
  expect(guesses.filter((answer) => answer === "last-four-wrong")).toHaveLength(4);
  expect(await enter("0018")).toMatchObject({ code: "last-four-locked" });
});

test("another WeChat user can join an account with personal data only with the last four ID characters", async () => {
  const person = await sandbox.addPerson();
  const { phone } = person;
  const accountId = await addOwnerOf(phone);
  const { body } = await call("signInWithWechat", {
    body: { code: await sandbox.wechatCode("login", person.id) },
  });
  const bind = async (input: object = {}) =>
    call("bindWechatPhone", {
      token: body.token,
      body: { code: await sandbox.wechatCode("phone", person.id), ...input },
    });
  expect(await bind()).toMatchObject({ status: 403, code: "identity-proof-needed" });
  expect((await call("listCollections", { token: body.token })).body.collections).toEqual([]);
  expect(await bind({ lastFour: "9999" })).toMatchObject({ code: "last-four-wrong" });
  expect(await bind({ lastFour: "0018" })).toMatchObject({ status: 200, body: { accountId } });
  expect((await call("listCollections", { token: body.token })).body.collections).toHaveLength(1);
});
