/** How pages of the console arrive: each with its own parts alone, and what is seen when a part does not come. */
import assert from "node:assert/strict";
import type { Response } from "@playwright/test";
import { take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en, type Flow, zh } from "../flow.ts";
import { openDesk } from "../review-desk.ts";
import { deskFlows } from "../test.ts";

const staffPage = "**/console/assets/staff-page-*.js";
const plots = "**/console/assets/drawn-plot-*.js";

/** How often the page began anew. */
function countLoads({ page }: Desk): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}

const heading = (desk: Desk, name: string): Promise<void> =>
  desk.page.getByRole("heading", { name, level: 1 }).waitFor();

const openStaff = ({ page }: Desk): Promise<void> => page.getByRole("menuitem", { name: "员工" }).click();

const dateWords = (name: string, look: Flow["look"], expected: RegExp): Flow => ({
  name,
  who: "finance-1",
  look,
  walk: async ({ page }) => {
    await page.goto("/console/bills?until=2026-03-09");
    await page.locator(".ant-picker input").first().click();
    const visible = page.locator(".ant-picker-dropdown").filter({ visible: true });
    await visible.waitFor();
    const words = await visible.locator(".ant-picker-header-view, thead").allInnerTexts();
    assert.match(words.join(" ").replace(/\s+/g, " "), expected);
  },
});

const telephone = { width: 390, height: 844 };
const operatorsPages = ["home", "projects", "staff", "schools", "messages", "health", "configuration", "security"];

const onTelephone = (name: string, look: Flow["look"]): Flow => ({
  name,
  who: "operator",
  look,
  walk: async ({ page }) => {
    await page.setViewportSize(telephone);
    const wide: string[] = [];
    for (const path of operatorsPages) {
      await page.goto(`/console/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      const widthPx = await page.evaluate<number>("document.documentElement.scrollWidth");
      if (widthPx > telephone.width) wide.push(`${path} is ${widthPx} px wide`);
    }
    assert.deepEqual(wide, []);
    for (const button of await page.getByRole("banner").getByRole("button").all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.width >= 24 && box.x >= 0 && box.x + box.width <= telephone.width, "the header is cut");
    }
  },
});

deskFlows([
  onTelephone("on a telephone the header is whole, and no page is wider than the screen", zh),
  onTelephone("on a telephone the longer English words make no page wider either", en),
  {
    name: "the review desk fetches no plots, tables or date pickers, and its files come compressed, to be kept",
    who: "reviewer-1",
    look: zh,
    walk: async (desk, { addInReview }) => {
      await addInReview();
      const files: Response[] = [];
      desk.page.on("response", (answer) => {
        if (answer.url().includes("/console/assets/")) files.push(answer);
      });
      await openDesk(desk);
      const names = files.map((file) => file.url());
      assert.ok(names.some((name) => name.includes("/review-desk-page-")));
      const heavy = names.filter((name) => /drawn-plot|table|picker|sign-in|set-up/.test(name));
      assert.deepEqual(heavy, []);
      for (const file of files.filter((one) => /\.js$/.test(one.url()))) {
        const { "cache-control": caching, vary } = await file.allHeaders();
        assert.deepEqual([caching, vary], ["public, max-age=31536000, immutable", "accept-encoding"], file.url());
      }
      const large = files.filter((one) => /\/(index|words)-[^/]+\.js$/.test(one.url()));
      assert.ok(large.length > 0);
      for (const file of large) assert.equal(await file.headerValue("content-encoding"), "br", file.url());
    },
  },
  {
    name: "a page whose part a new version has replaced loads anew by itself, once",
    who: "operator",
    look: zh,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/schools");
      await heading(desk, "院校");
      const loads = countLoads(desk);
      // As after an upgrade: the old file is gone, and the page names other scripts.
      await page.route(staffPage, (route) => route.fulfill({ status: 404, body: "" }));
      await page.route("**/console/", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
      await openStaff(desk);
      await desk.see("这一页没有显示出来");
      await waitUntil(
        "the page anew",
        async () => loads(),
        (count) => count > 0,
        30_000,
      );
      assert.equal(loads(), 1);
      await page.unroute(staffPage);
      await desk.press("重新加载");
      await heading(desk, "员工");
    },
  },
  {
    name: "without a network a page that was not open yet says so, loses nothing, and loads again when asked",
    who: "operator",
    look: zh,
    walk: async (desk) => {
      const { page, context } = desk;
      await page.goto("/console/schools");
      await heading(desk, "院校");
      const loads = countLoads(desk);
      await context.setOffline(true);
      await openStaff(desk);
      await desk.see("这一页没有显示出来");
      await page.getByRole("menuitem", { name: "院校" }).click();
      await heading(desk, "院校");
      assert.equal(loads(), 0);
      await context.setOffline(false);
      await openStaff(desk);
      await desk.press("重新加载");
      await heading(desk, "员工");
    },
  },
  {
    name: "a plot that does not arrive leaves the rest of its page as it is, and comes when it is asked for again",
    who: "school-admin",
    look: zh,
    walk: async (desk, { clientOf }) => {
      const { page } = desk;
      const admin = await clientOf("school-admin");
      const [project] = (await take(admin.call("listProjects", { query: { limit: 1 } }))).projects;
      assert.ok(project, "the demo has no project of the school");
      await page.route(plots, (route) => route.abort());
      await page.goto(`/console/projects/${project.projectId}`);
      await desk.see("这一部分没有加载出来");
      await page.locator(".ant-statistic").first().waitFor();
      await page.unroute(plots);
      await desk.press("重新加载");
      await page.locator("[role=img] svg").first().waitFor();
    },
  },
  dateWords("a date picker speaks Chinese to who reads Chinese", zh, /2026年.*3月.*一 二 三/),
  dateWords("a date picker speaks English to who reads English", en, /Mar.*2026.*Mo Tu We/),
  {
    name: "an address that leads nowhere says so, and the way on leads to the first page",
    who: "auditor",
    look: en,
    walk: async (desk) => {
      await desk.page.goto("/console/no-such-page");
      await heading(desk, "There is no such page");
      await desk.press("To my first page");
      await heading(desk, "Audit log");
    },
  },
]);
