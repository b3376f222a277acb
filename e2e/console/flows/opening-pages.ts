/** Loading of pages. Each loads only its own code, and a missing part can be loaded again. */
import { expect, type Response } from "@playwright/test";
import { take } from "../../people/client.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { openDesk } from "../review-desk.ts";
import { test } from "../test.ts";

const staffPage = "**/console/assets/staff-page-*.js";
const plots = "**/console/assets/drawn-plot-*.js";

/** Returns a function that counts the page loads from now on. */
function countLoads({ page }: Desk): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}

const heading = (desk: Desk, name: string): Promise<void> =>
  desk.page.getByRole("heading", { name, level: 1 }).waitFor();

const openStaff = ({ page }: Desk): Promise<void> =>
  page.getByRole("menuitem", { name: "员工" }).click();

const phone = { widthPx: 390, heightPx: 844 };

/** Returns the pages that are wider than the screen. */
async function widePages({ page }: Desk, paths: readonly string[]): Promise<readonly string[]> {
  const wide: string[] = [];
  for (const path of paths) {
    await page.goto(`/console/${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    const [widthPx, screenPx] = await page.evaluate<[number, number]>(
      "[document.documentElement.scrollWidth, window.innerWidth]",
    );
    if (widthPx > screenPx) wide.push(`${path} is ${widthPx} px wide`);
  }
  return wide;
}

test("on a phone the header is complete and no page is wider than the screen", async ({
  deskOf,
}) => {
  const paths = [
    "home",
    "projects",
    "staff",
    "schools",
    "messages",
    "health",
    "configuration",
    "security",
  ];
  for (const look of [zh, en]) {
    const desk = await deskOf("operator", { ...look, ...phone });
    const { page } = desk;
    expect(await widePages(desk, paths), look.locale).toEqual([]);
    for (const button of await page.getByRole("banner").getByRole("button").all()) {
      const { x, width } = (await button.boundingBox()) ?? { x: -1, width: 0 };
      expect(width).toBeGreaterThanOrEqual(24);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(phone.widthPx);
    }
  }
});

test("on a phone the review desk shows photos, actions and findings one below the other", async ({
  deskOf,
  setting,
}) => {
  await setting.addInReview();
  const desk = await deskOf("reviewer-1", { ...en, ...phone });
  const { page } = desk;
  await openDesk(desk);
  const approve = page.getByRole("button", { name: "Approve" });
  let belowPx = 0;
  for (const part of [page.locator(".desk-pair"), approve, page.locator(".desk-finding").first()]) {
    const { x, y, width, height } = (await part.boundingBox()) ?? {
      x: -1,
      y: 0,
      width: 0,
      height: 0,
    };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(phone.widthPx);
    expect(y).toBeGreaterThanOrEqual(belowPx);
    belowPx = y + height;
  }
});

test("the first tab stop of a page skips header and menu", async ({ deskOf }) => {
  const { page } = await deskOf("finance-1");
  await page.goto("/console/orders?state=paid");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到正文" });
  await skip.and(page.locator(":focus")).waitFor();
  expect((await skip.boundingBox())?.width).toBeGreaterThan(40);
  await page.keyboard.press("Enter");
  await page.getByRole("main").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Tab");
  await page.getByRole("main").locator(":focus").waitFor();
  expect(new URL(page.url()).search).toBe("?state=paid");
});

test("the review desk loads no plots, tables or date pickers, and its code is compressed", async ({
  deskOf,
  setting,
}) => {
  await setting.addInReview();
  const desk = await deskOf("reviewer-1");
  const files: Response[] = [];
  desk.page.on(
    "response",
    (answer) => answer.url().includes("/console/assets/") && files.push(answer),
  );
  await openDesk(desk);
  const assets = files.map((file) => file.url());
  expect(assets.some((name) => name.includes("/review-desk-page-"))).toBe(true);
  expect(assets.filter((name) => /drawn-plot|table|picker|sign-in|set-up/.test(name))).toEqual([]);
  const large = files.filter((file) => /\/(index|words)-[^/]+\.js$/.test(file.url()));
  expect(large.length).toBeGreaterThan(0);
  for (const file of large) expect(await file.headerValue("content-encoding")).toBe("br");
});

test("a page whose code was replaced by a new version reloads by itself, once", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  await page.goto("/console/schools");
  await heading(desk, "院校");
  const loads = countLoads(desk);
  // Simulates an upgrade: the old file is deleted, and the page refers to other scripts.
  await page.route(staffPage, (route) => route.fulfill({ status: 404, body: "" }));
  await page.route("**/console/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html>" }),
  );
  await openStaff(desk);
  await desk.see("这一页没有显示出来");
  await expect.poll(loads).toBe(1);
  await page.unroute(staffPage);
  await desk.press("重新加载");
  await heading(desk, "员工");
});

test("a page opened offline reports the failure without a reload, and loads on request", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator");
  const { page, context } = desk;
  await page.goto("/console/schools");
  await heading(desk, "院校");
  const loads = countLoads(desk);
  await context.setOffline(true);
  await openStaff(desk);
  await desk.see("这一页没有显示出来");
  await page.getByRole("menuitem", { name: "院校" }).click();
  await heading(desk, "院校");
  expect(loads()).toBe(0);
  await context.setOffline(false);
  await openStaff(desk);
  await desk.press("重新加载");
  await heading(desk, "员工");
});

test("a plot that fails to load does not affect the rest of its page, and loads on request", async ({
  deskOf,
  setting,
}) => {
  const admin = await setting.clientOf("school-admin");
  const [project] = (await take(admin.call("listProjects", { query: { limit: 1 } }))).projects;
  const desk = await deskOf("school-admin");
  const { page } = desk;
  await page.route(plots, (route) => route.abort());
  await page.goto(`/console/projects/${project?.projectId}`);
  await desk.see("这一部分没有加载出来");
  await page.locator(".ant-statistic").first().waitFor();
  await page.unroute(plots);
  await desk.press("重新加载");
  await page.locator("[role=img] svg").first().waitFor();
});

test("a date picker is in the user's language", async ({ deskOf }) => {
  for (const [look, expected] of [
    [zh, /2026年.*3月.*一 二 三/],
    [en, /Mar.*2026.*Mo Tu We/],
  ] as const) {
    const { page } = await deskOf("finance-1", look);
    await page.goto("/console/bills?until=2026-03-09");
    await page.locator(".ant-picker input").first().click();
    const dropdown = page.locator(".ant-picker-dropdown").filter({ visible: true });
    await dropdown.waitFor();
    const words = await dropdown.locator(".ant-picker-header-view, thead").allInnerTexts();
    expect(words.join(" ").replace(/\s+/g, " ")).toMatch(expected);
  }
});

test("an unknown address reports that there is no such page, and links to the home page", async ({
  deskOf,
}) => {
  const desk = await deskOf("auditor", en);
  await desk.page.goto("/console/no-such-page");
  await heading(desk, "There is no such page");
  await desk.press("To my first page");
  await heading(desk, "Today");
});
