import { randomInt } from "node:crypto";
import { configurationItems } from "@gradphoto/domain";
import { beforeEach, expect, test } from "vitest";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { budgets } from "../core/limits.ts";
import { createRateLimits } from "../infra/rate-limit.ts";
import { createSearchHash } from "../infra/sealing/search-hash.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { openTestApi } from "../testing/open-api.ts";
import { smsBudgetUse, spendSms } from "./sms-budget.ts";

const { db, pool, call, clock } = await openTestApi();
const searchHash = createSearchHash(readServiceConfig({}).secrets.searchKey);
const rateLimits = createRateLimits({ db, clock: () => clock.now, searchHash });
const { smsNetwork: smsOfNetwork } = budgets;
const campusAddress = "203.0.113.9";
const newPhone = (): string => `199${randomInt(10 ** 7, 10 ** 8)}`;
const send = (phone: string, address = campusAddress) =>
  call("sendSmsCode", { address, body: { phone } });

beforeEach(() => pool.query("delete from rate_limits"));

test("invalid or too early requests do not use up the SMS budget of their network", async () => {
  const phone = newPhone();
  expect(await send(phone)).toMatchObject({ status: 200 });
  for (let tried = 0; tried < 5; tried++) {
    expect((await call("sendSmsCode", { address: campusAddress, body: {} })).status).toBe(400);
    expect((await send("12")).status).toBe(400);
    expect(await send(phone)).toMatchObject({ code: "sms-too-often" });
  }
  expect(await send(newPhone())).toMatchObject({ status: 200 });
  const { rows } = await pool.query("select hits from rate_limits where name = $1", [
    smsOfNetwork.name,
  ]);
  expect(rows).toEqual([{ hits: 2 }]);
});

test("a network that used up its hourly messages must wait, and other networks need not", async () => {
  await rateLimits.spend(smsOfNetwork, campusAddress);
  await pool.query("update rate_limits set hits = $1", [smsOfNetwork.hits]);
  expect(await send(newPhone())).toMatchObject({ status: 429, code: "too-many-requests" });
  expect(await send(newPhone(), "203.0.113.10")).toMatchObject({ status: 200 });
});

test("counts concurrent messages before the gateway is called", async () => {
  await pool.query("delete from rate_limits");
  await rateLimits.spend(smsOfNetwork, campusAddress);
  await pool.query("update rate_limits set hits = $1", [smsOfNetwork.hits - 2]);
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(newPhone())));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
});

test("limits all messages of the service per hour and per day, and does not count refused ones", async () => {
  const deps = {
    db,
    rateLimits,
    configuration: createConfiguration({ "sms-codes-hour": 3, "sms-codes-day": 5 }),
  };
  const spend = () => spendSms(deps, null);
  for (let sent = 0; sent < 3; sent++) expect(await spend()).toBeNull();
  for (let extra = 0; extra < 5; extra++)
    expect(await spend()).toMatchObject({ refused: "sms-budget-spent" });
  expect(await smsBudgetUse(deps)).toEqual({ hour: 1, day: expect.closeTo(3 / 5) });
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  for (let sent = 3; sent < 5; sent++) expect(await spend()).toBeNull();
  expect(await spend()).toMatchObject({ refused: "sms-budget-spent" });
  clock.now = new Date(clock.now.getTime() + 23 * 3_600_000);
  expect(await spend()).toBeNull();
});

test("the budgets in code equal the initial values of the settings", () => {
  expect(configurationItems["sms-codes-hour"].initial).toBe(budgets.allSmsHour.hits);
  expect(configurationItems["sms-codes-day"].initial).toBe(budgets.allSmsDay.hits);
  expect(readServiceConfig({}).config.addressRequestsPerMinute).toBe(60_000);
});
