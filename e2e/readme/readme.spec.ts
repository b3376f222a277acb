/** The five places of the README in its order, on the demo, with nothing but its pages and the demo bar. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { launchChromium } from "../chromium.ts";
import { root, startProduct } from "../product/start-product.ts";

interface Visit {
  readonly page: Page;
  /** Name of the visitor as a student, from the collection code. */
  studentName: string;
}

/** The first photo is judged by an engine that starts, on a machine that also writes the history of the demo. */
const photoMs = 180_000;
const peopleMs = 300_000;
const stepMs = 60_000;

/** Numbered titles of the README, for each language. */
const placesOf = (readme: string): readonly string[] =>
  [...readme.matchAll(/^\d\. \*\*(.+?)\*\*/gm)].map(([, title = ""]) => title);

const visible = (page: Page, id: string) => page.locator(`#${id}:visible`).last();
const tap = (page: Page, id: string) => visible(page, id).click();
const tickAll = async (page: Page): Promise<void> => {
  const boxes = page.getByRole("checkbox", { checked: false }).filter({ visible: true });
  await boxes.first().waitFor();
  for (let left = await boxes.count(); left > 0; left--) await boxes.first().click();
};
/** Opens a place by its card of /demo, once it can be opened. */
async function openPlace(page: Page, title: string): Promise<void> {
  await page.goto("/demo");
  await page.locator(".card", { hasText: title }).click({ timeout: peopleMs });
}

async function checkPhoto({ page }: Visit): Promise<void> {
  await page.locator("[id^=demo-sample-]").first().click();
  await page.getByText("机器检查没有发现问题").waitFor({ timeout: photoMs });
  await page.locator("#download").waitFor();
}

async function beStudent(visit: Visit): Promise<void> {
  const { page } = visit;
  await tap(page, "enter");
  await tap(page, "demo-phone");
  await page.getByRole("checkbox").click();
  await tap(page, "send-code");
  await tap(page, "demo-sms");
  await tap(page, "demo-school");
  await page.getByRole("button", { name: "普通本科" }).filter({ visible: true }).first().click();
  await tap(page, "confirm");
  await visible(page, "album").waitFor();
  await tap(page, "demo-code");
  await tap(page, "demo-last-four");
  await tap(page, "verify");
  await visible(page, "enter-collection").waitFor();
  visit.studentName =
    (await page
      .getByText(/^测试\d+$/)
      .first()
      .textContent()) ?? "";
  await tickAll(page);
  await tap(page, "enter-collection");
  await tap(page, "go-on");
  await tickAll(page);
  await tap(page, "pay");
  await tap(page, "demo-pay");
  await tap(page, "go-photo");
  await visible(page, "take-photo").waitFor();
  await page.locator("[id^=demo-sample-]").first().click();
  await tap(page, "upload");
  await tap(page, "standardize");
  await page
    .getByText("机器检查已通过")
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: photoMs });
  await tap(page, "submit");
  await tickAll(page);
  await tap(page, "confirm-submit");
  await page.waitForURL(/pages\/review/);
  await page.getByText("审核中").filter({ visible: true }).first().waitFor();
}

/** Approves all that waits, the visitor's own photo included. */
async function beReviewer({ page }: Visit): Promise<void> {
  const empty = page.getByText("目前没有等待审核的照片");
  const decidable = page.getByText("照片已完整显示，可以决定");
  for (;;) {
    await decidable.or(empty).first().waitFor();
    if (await empty.isVisible()) break;
    const photo = await page.locator(".desk-frame img[data-picture]").first().getAttribute("src");
    await page.keyboard.press("a");
    await page.locator(`.desk-frame img[src="${photo}"]`).first().waitFor({ state: "detached" });
  }
}

async function lookAtSchool({ page, studentName }: Visit): Promise<void> {
  await page.getByRole("button", { name: "Ctrl K" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.locator(".console-finder input:focus").waitFor();
  await page.keyboard.type(studentName);
  await page
    .locator(".console-finder .ant-select-item-option-active")
    .filter({ hasText: studentName })
    .waitFor();
  await page.keyboard.press("Enter");
  await page
    .getByRole("row")
    .filter({ hasText: studentName })
    .getByText(/审核通过|上网中|采集完成/)
    .waitFor();
}

async function lookAtMoney({ page }: Visit): Promise<void> {
  await page.getByText("已平").first().waitFor();
  await page.getByRole("menuitem", { name: "账簿" }).click();
  const accounts = page.locator("#content strong").filter({ hasText: "¥" });
  await accounts.first().waitFor();
  const sums = await accounts.allTextContents();
  const balanceFen = sums.map(
    (sum) => Number(sum.replace(/[^\d]/g, "")) * (sum.includes("贷") ? -1 : 1),
  );
  expect(balanceFen.reduce((total, fen) => total + fen, 0)).toBe(0);
}

/** What a visitor does at each place, by its title in the README. */
const flows: Readonly<Record<string, (visit: Visit) => Promise<void>>> = {
  检查一张照片: checkPhoto,
  当一回学生: beStudent,
  当一回审核员: beReviewer,
  看一所学校: lookAtSchool,
  看账: lookAtMoney,
};

test("a visitor walks all places of the README in its order, with the demo bar as the only help", async () => {
  test.setTimeout(900_000);
  const [chinese = "", english = ""] = readFileSync(join(root, "README.md"), "utf8").split(
    "\n## English\n",
  );
  const places = placesOf(chinese);
  expect(places).toEqual(Object.keys(flows));
  expect(placesOf(english)).toHaveLength(places.length);
  const product = await startProduct({}, { people: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ locale: "zh-CN", baseURL: product.url });
    page.setDefaultTimeout(stepMs);
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    const visit: Visit = { page, studentName: "" };
    for (const title of places)
      await test.step(title, async () => {
        await openPlace(page, title);
        await flows[title]?.(visit);
      });
    await page.goto("/demo");
    await expect(page.locator("#progress")).toHaveText(
      `你已看过 ${places.length}/${places.length}`,
    );
    expect(broken).toEqual([]);
  } finally {
    await browser.close();
    await product.stop();
  }
});
