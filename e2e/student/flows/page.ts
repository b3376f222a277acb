/** What every page keeps: the way back, the session, the reader's settings, the data. */
import assert from "node:assert/strict";
import { en, type Flow, zh } from "../flow.ts";
import { refusedInWords, walkToPaid } from "../walk.ts";

export const pageFlows: readonly Flow[] = [
  {
    name: "going back at once leaves no blank page",
    look: zh,
    walk: async ({ page, tap }) => {
      await page.goto("/");
      await tap("enter");
      await page.goBack();
      await page.locator("#enter:visible").waitFor();
      await tap("enter");
      await page.locator("#phone:visible").waitFor();
      await page.goBack();
      await page.locator("#enter:visible").waitFor();
    },
  },
  {
    name: "a page whose session has ended offers to sign in",
    look: zh,
    walk: async ({ page, see }) => {
      await page.goto("/pages/my-data/index");
      await see("去登录");
    },
  },
  {
    name: "language, large type and dark theme change at once and stay; nothing is wider than a narrow phone",
    look: { ...zh, width: 320 },
    walk: async ({ page, see }) => {
      await page.goto("/pages/settings/index");
      await page.getByRole("tab", { name: "English" }).click();
      await see("Customer service");
      await page.getByRole("tab", { name: "Large" }).click();
      await page.getByRole("tab", { name: "Dark" }).click();
      await page.goto("/");
      await see("Begin");
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
      assert.ok(wide <= 320, `the page is ${wide} px wide`);
      assert.equal(await page.locator(".theme--dark.theme--large").count(), 1);
    },
  },
  {
    name: "every drawn rule stands right beside wrong",
    look: en,
    walk: async ({ page }) => {
      await page.goto("/pages/rules/index");
      await page.locator(".scene").first().waitFor();
      assert.equal(await page.locator(".scene").count(), 14);
    },
  },
  {
    name: "data are not deleted while a collection is under way, and signing out ends the session",
    look: zh,
    walk: async (phone, { world }) => {
      const { page, tap } = phone;
      await walkToPaid(phone, world);
      await page.goto("/pages/my-data/index");
      await page.getByRole("button", { name: "删除我的数据" }).click();
      await page.getByRole("button", { name: "确认删除" }).click();
      await refusedInWords(phone, "collection-under-way");
      await page.goto("/pages/settings/index");
      await tap("sign-out");
      await tap("enter");
      await page.locator("#phone:visible").waitFor();
    },
  },
];
