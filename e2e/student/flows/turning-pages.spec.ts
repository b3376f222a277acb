/** From page to page and back: at every speed, where one does not come, by addresses old and wrong. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { zh } from "../flow.ts";
import { test } from "../test.ts";

test("going back at once leaves no blank page", async ({ phone: { page, tap } }) => {
  await page.goto("/");
  await tap("enter");
  await page.goBack();
  await page.locator("#enter:visible").waitFor();
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
  await page.goBack();
  await page.locator("#enter:visible").waitFor();
});

test("going back while a later page is still under way leaves the page before as it was, at every speed", async ({
  phone: { page, type, see },
}) => {
  // The later page's script comes after each of these times.
  for (const slowMs of [0, 10, 30, 200, 1000]) {
    await page.goto("/entry/sign-in/index");
    await type("phone", "13800001234");
    const pages = page.locator(".taro_page");
    // For a moment the later page stands over the one before.
    await page.evaluate(`void (window.laterPageStood = new Promise((stood) => {
          new MutationObserver(() => {
            if (document.querySelectorAll(".taro_page").length > 1) stood();
          }).observe(document.body, { childList: true, subtree: true });
        }))`);
    const came = page.waitForResponse(/\/js\//);
    await page.route(/\/js\//, async (route) => {
      await delay(slowMs);
      await route.continue();
    });
    const contact = page.getByRole("button", { name: "联系客服" }).first();
    await contact.click();
    await page.goBack();
    await came;
    await page.evaluate("laterPageStood");
    await pages.nth(1).waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).pathname, "/entry/sign-in/index");
    assert.equal(await page.locator("#phone:visible").inputValue(), "13800001234");
    await page.unroute(/\/js\//);
    await contact.click();
    await see("服务时间");
    await page.goBack();
    assert.equal(await page.locator("#phone:visible").inputValue(), "13800001234");
  }
});

test("a page that does not come says so, and the page before stays and leads on once the line is back", async ({
  phone: { page, tap, see },
}) => {
  await page.goto("/");
  await page.locator("#enter:visible").waitFor();
  await page.route(/\/js\//, (route) => route.abort("connectionreset"));
  await tap("enter");
  await see(/页面没有打开/);
  assert.match(new URL(page.url()).pathname, /^\/(entry\/start\/index)?$/);
  await page.unroute(/\/js\//);
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
});

test("an address that is no page leads to the first one", async ({ phone: { page } }) => {
  await page.goto("/pages/no-such-page/index");
  await page.locator("#enter:visible").waitFor();
});

test.describe(() => {
  test.use({ look: { ...zh, wechat: true } });
  test("an address that was sent before its page moved leads there, with what it carries", async ({
    phone: { page },
  }) => {
    await page.goto("/pages/sign-in/index?back=page");
    await page.locator("#wechat-sign-in:visible").waitFor();
    assert.equal(new URL(page.url()).pathname, "/entry/sign-in/index");
    assert.equal(new URL(page.url()).searchParams.get("back"), "page");
    await page.goto("/pages/start/index");
    await page.locator("#enter:visible").waitFor();
  });
});
