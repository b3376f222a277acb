/** The end of a session, in one tab and in all, and a browser without storage. */
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import type { Page } from "@playwright/test";
import { openClient, plainTransport, refusal, take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { test } from "../test.ts";
import { chooseSchool, openAs, openPaid, signIn, smsCodeOf } from "../walk.ts";

/** Delays the answers from this address until `release`. */
async function holdAnswer(page: Page, address: RegExp) {
  const events = new EventEmitter();
  const arrived = once(events, "arrived");
  const released = once(events, "released");
  const delivered = once(events, "delivered");
  await page.route(address, async (route) => {
    const response = await route.fetch();
    events.emit("arrived");
    await released;
    await route.fulfill({ response });
    events.emit("delivered");
  });
  const release = async (): Promise<void> => {
    events.emit("released");
    await delivered;
  };
  return { arrived, release };
}

test("the first device displays a sign-in on another one and can end that session", async ({
  phone,
  world,
  product,
}) => {
  const { page, see } = phone;
  const number = await signIn(phone, world);
  // The service sends at most one code per minute to a number.
  await inProductDatabase(product, (db) =>
    db.query("update sms_codes set created_at = created_at - interval '61 s'"),
  );
  const otherDevice = openClient(product.url, plainTransport);
  await take(otherDevice.call("sendSmsCode", { body: { phone: number } }));
  const code = await smsCodeOf(world, number);
  const session = await take(otherDevice.call("signInWithSms", { body: { phone: number, code } }));
  otherDevice.signInAs(session.token);
  await page.reload();
  await see(/有新的登录.*是您本人吗/);
  await page.getByText("不是我，退出该设备").filter({ visible: true }).click();
  await page.getByText(/有新的登录/).waitFor({ state: "detached" });
  await see(/已退出该设备（.*），它要重新登录才能使用/);
  await refusal(otherDevice.call("readAccount", {}), "session-expired");
  await page.goto("/pages/my-data/index");
  await see("登录的设备");
  await see(/本设备/);
});

test("signing out in one tab clears the others, and the old session never ends a newer one", async ({
  phone,
  setting,
}) => {
  const { page, context, tap } = phone;
  await openPaid(phone, setting, "collection");
  const otherTab = await context.newPage();
  await otherTab.goto("/");
  await otherTab.locator(".badge:visible").first().waitFor();
  const third = await context.newPage();
  const heldAnswer = await holdAnswer(third, /\/v1\/account\/data$/);
  await third.goto("/pages/my-data/index");
  await heldAnswer.arrived;
  await page.goto("/pages/settings/index");
  await tap("sign-out");
  await otherTab.locator(".badge").waitFor({ state: "detached" });
  // The answer to the old session arrives after the sign-out and is not displayed.
  await heldAnswer.release();
  await third.locator('[data-code="session-missing"]:visible').waitFor();
  await third.getByText("去登录").filter({ visible: true }).first().waitFor();
  assert.equal(await third.locator("#delete-data").count(), 0);
  // The other tab reads the account again after the sign-in.
  const received = otherTab.waitForRequest(/\/v1\/account$/);
  await signIn(phone, setting.world);
  await received;
  await otherTab.locator("#enter:visible").click();
  await otherTab.locator("#school:visible").waitFor();
  await page.goto("/pages/my-data/index");
  await page.locator("#delete-data:visible").waitFor();
});

test("a tap before the account's answer waits for it, and then asks a student without a phone number to sign in", async ({
  phone,
  world,
  product,
}) => {
  const { page, tap } = phone;
  const client = openClient(product.url, plainTransport);
  const code = await world.wechatCode("login", (await world.addPerson()).id);
  client.signInAs((await take(client.call("signInWithWechat", { body: { code } }))).token);
  const heldAnswer = await holdAnswer(page, /\/v1\/account$/);
  await openAs(phone, client, "/");
  await heldAnswer.arrived;
  await tap("enter");
  await page.locator("#enter[aria-busy=true]:visible").waitFor();
  await heldAnswer.release();
  await page.locator("#phone:visible").waitFor();
});

test("signing in works in a browser without storage", async ({ phone, world }) => {
  await phone.context.addInitScript(
    `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })`,
  );
  await signIn(phone, world);
  await chooseSchool(phone);
});
