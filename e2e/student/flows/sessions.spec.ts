/** The end of a session, in one tab and in all, and a browser without storage. */
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import type { Page } from "@playwright/test";
import { openClient, plainTransport, refusal, take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { test } from "../test.ts";
import { chooseSchool, openPaid, signIn, smsCodeOf } from "../walk.ts";

/** Holds back the answers to this address; `release` lets the page have them. */
async function holdAnswer(page: Page, address: RegExp) {
  const held = new EventEmitter();
  const arrived = once(held, "arrived");
  const released = once(held, "released");
  const delivered = once(held, "delivered");
  await page.route(address, async (route) => {
    const response = await route.fetch();
    held.emit("arrived");
    await released;
    await route.fulfill({ response });
    held.emit("delivered");
  });
  const release = async (): Promise<void> => {
    held.emit("released");
    await delivered;
  };
  return { arrived, release };
}

test("the first device shows a sign-in on another one and can end it", async ({ phone, world, product }) => {
  const { page, see } = phone;
  const number = await signIn(phone, world);
  // One number gets at most one code a minute.
  await inProductDatabase(product, (db) => db.query("update sms_codes set created_at = created_at - interval '61 s'"));
  const other = openClient(product.url, plainTransport);
  await take(other.call("sendSmsCode", { body: { phone: number } }));
  const code = await smsCodeOf(world, number);
  const session = await take(other.call("signInWithSms", { body: { phone: number, code } }));
  other.signInAs(session.token);
  await page.reload();
  await see(/有新的登录.*是您本人吗/);
  await page.getByText("不是我，退出该设备").filter({ visible: true }).click();
  await page.getByText(/有新的登录/).waitFor({ state: "detached" });
  await see(/已退出该设备（.*），它要重新登录才能使用/);
  await refusal(other.call("readAccount", {}), "session-expired");
  await page.goto("/pages/my-data/index");
  await see("登录的设备");
  await see(/本设备/);
});

test("signing out in one tab empties the others, and the old session never ends a newer one", async ({
  phone,
  setting,
}) => {
  const { page, context, tap } = phone;
  await openPaid(phone, setting, "collection");
  const other = await context.newPage();
  await other.goto("/");
  await other.locator(".badge:visible").first().waitFor();
  const third = await context.newPage();
  const late = await holdAnswer(third, /\/v1\/account\/data$/);
  await third.goto("/pages/my-data/index");
  await late.arrived;
  await page.goto("/pages/settings/index");
  await tap("sign-out");
  await other.locator(".badge").waitFor({ state: "detached" });
  // The answer to the old session arrives after the sign-out and is not shown.
  await late.release();
  await third.locator('[data-code="session-missing"]:visible').waitFor();
  await third.getByText("去登录").filter({ visible: true }).first().waitFor();
  assert.equal(await third.locator("#delete-data").count(), 0);
  // The other tab reads the account again after the sign-in.
  const received = other.waitForRequest(/\/v1\/account$/);
  await signIn(phone, setting.world);
  await received;
  await other.locator("#enter:visible").click();
  await other.locator("#school:visible").waitFor();
  await page.goto("/pages/my-data/index");
  await page.locator("#delete-data:visible").waitFor();
});

test("signing in works in a browser without storage", async ({ phone, world }) => {
  await phone.context.addInitScript(
    `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })`,
  );
  await signIn(phone, world);
  await chooseSchool(phone);
});
