import { randomBytes, randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { createProofOfWork } from "../infra/human-proof/proof-of-work.ts";
import { solve } from "../infra/human-proof/testing/solve.ts";
import { createRateLimit } from "../infra/rate-limit.ts";
import { createSearchHash } from "../infra/sealing/search-hash.ts";
import { readServiceConfig } from "../service-config.ts";
import { openTestApi } from "../testing/open-api.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { openTestDatabase } from "../testing/test-database.ts";
import { spendSms } from "./sms-budget.ts";

const database = await openTestDatabase();
const { db } = database;
const { call, clock } = openTestApi(database, await startSandbox());
const searchHash = createSearchHash(readServiceConfig({}).secrets.searchKey);
const newRateLimit = () => createRateLimit({ db, clock: () => clock.now, searchHash });

const newPhone = (): string => `199${randomInt(10 ** 7, 10 ** 8)}`;
const busy = "203.0.113.9";
const send = (phone: string, proof?: object, address = busy) =>
  call("sendSmsCode", { address, body: { phone, ...(proof && { proof }) } });
const ask = async (phone: string) => (await call("startHumanProof", { body: { phone } })).body;

test("once an address has used half of what it may send, a code takes a proof of work, which holds once and for one phone", async () => {
  const rateLimit = newRateLimit();
  for (let sent = 0; sent < 300; sent++) await spendSms({ rateLimit, smsPerHour: 10_000 }, busy, false);
  const phone = newPhone();
  expect(await send(phone)).toMatchObject({ status: 403, code: "human-proof-needed" });
  expect(await send(newPhone(), undefined, "203.0.113.10")).toMatchObject({ status: 200 });

  const challenge = await ask(phone);
  const proof = { token: challenge.token, answer: solve(challenge) };
  expect(await send(phone, { ...proof, answer: "wrong" })).toMatchObject({ code: "human-proof-wrong" });
  expect(await send(newPhone(), proof)).toMatchObject({ code: "human-proof-wrong" });
  expect(await send(phone, proof)).toMatchObject({ status: 200 });
  clock.now = new Date(clock.now.getTime() + 61_000);
  expect(await send(phone, proof)).toMatchObject({ status: 400, code: "human-proof-wrong" });
});

test("a challenge that is late, or easier than it was made, proves nothing", async () => {
  const now = { ms: clock.now.getTime() };
  const rateLimit = newRateLimit();
  const key = randomBytes(32);
  const work = createProofOfWork({ key, clock: () => new Date(now.ms), randomBytes, rateLimit, bits: 8 });
  const challenge = work.ask("one");
  const proof = { token: challenge.token, answer: solve(challenge) };
  const body = Buffer.from(challenge.token, "base64url");
  body.writeUInt8(0, 4);
  expect(await work.take({ token: body.toString("base64url"), answer: "0" }, "one")).toBe(false);
  expect(await work.take({ token: "", answer: "0" }, "one")).toBe(false);
  now.ms += 120_000;
  expect(await work.take(proof, "one")).toBe(false);
});

test("the whole service sends no more than its budget, and asks for the work from half of it on, wherever it comes from", async () => {
  const rateLimit = newRateLimit();
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  const spend = (isProven: boolean, address = `198.51.100.${randomInt(256)}`) =>
    spendSms({ rateLimit, smsPerHour: 10 }, address, isProven);
  for (let sent = 0; sent < 5; sent++) expect(await spend(false)).toBeNull();
  expect(await spend(false)).toMatchObject({ refused: "human-proof-needed" });
  for (let sent = 5; sent < 10; sent++) expect(await spend(true)).toBeNull();
  expect(await spend(true)).toMatchObject({ refused: "sms-budget-spent" });
});
