/** A session ends, in one tab or in all, and where a browser keeps nothing. */
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import type { Page } from "@playwright/test";
import { openClient, plainTransport, refusal, take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { test } from "../test.ts";
import { signIn, smsCodeOf, walkToPaid, walkToSchool } from "../walk.ts";

/** From now on the service answers this at once, and the page hears it when told. */
async function holdAnswer(page: Page, address: RegExp) {
  const held = new EventEmitter();
  const arrived = once(held, "asked");
  const mayGo = once(held, "release");
  const received = once(held, "heard");
  await page.route(address, async (route) => {
    const response = await route.fetch();
    held.emit("asked");
    await mayGo;
    await route.fulfill({ response });
    held.emit("heard");
  });
  const release = async (): Promise<void> => {
    held.emit("release");
    await received;
  };
  return { asked: arrived, release };
}

test("a page whose session has ended offers to sign in", async ({ phone: { page, see } }) => {
  await page.goto("/pages/my-data/index");
  await see("去登录");
});

test("signing out ends the session", async ({ phone, world }) => {
  const { page, tap } = phone;
  await walkToPaid(phone, world);
  await page.goto("/pages/settings/index");
  await tap("sign-out");
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
});

test("a sign-in on another device is told on the first one, and ended from there", async ({
  phone,
  world,
  product,
}) => {
  const { page, see } = phone;
  const number = await signIn(phone, world);
  // The next code is sent a minute later.
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

test("signing out in one tab empties the other, and its old session never ends a newer one", async ({
  phone,
  world,
}) => {
  const { page, context, tap } = phone;
  await walkToPaid(phone, world);
  const other = await context.newPage();
  await other.goto("/");
  await other.locator(".badge:visible").first().waitFor();
  const third = await context.newPage();
  const late = await holdAnswer(third, /\/v1\/account\/data$/);
  await third.goto("/pages/my-data/index");
  await late.asked;
  await page.goto("/pages/settings/index");
  await tap("sign-out");
  await other.locator(".badge").waitFor({ state: "detached" });
  // What was asked for before is not shown after.
  await late.release();
  await third.locator('[data-code="session-missing"]:visible').waitFor();
  assert.equal(await third.locator("#delete-data").count(), 0);
  // The other tab asks whose it is once it has heard of the sign-in.
  const received = other.waitForRequest(/\/v1\/account$/);
  await signIn(phone, world);
  await received;
  await other.locator("#enter:visible").click();
  await other.locator("#school:visible").waitFor();
  await page.goto("/pages/my-data/index");
  await page.locator("#delete-data:visible").waitFor();
});

test("a browser that keeps nothing still leads through signing in", async ({ phone, world }) => {
  await phone.context.addInitScript(
    `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })`,
  );
  await walkToSchool(phone, world);
});
