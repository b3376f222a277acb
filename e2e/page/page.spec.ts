/** `npm run e2e:page`: real Chromium drops photos on the product's photo page and reads what it says, in both languages. */
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { launchChromium } from "../launch-chromium.ts";
import { type Product, root, startProduct } from "../product/start-product.ts";

const pictures = join(root, "out", "e2e-page");
const { resolve } = createRequire(import.meta.url);
const good = resolve("material-kit/assets/img/faces/marc.jpg");
const nobody = resolve("soft-ui-dashboard/assets/img/home-decor-1.jpg");
const smiling = resolve("material-kit/assets/img/faces/christian.jpg");

let product: Product;
let browser: Browser;

test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Nothing is thrown on the page; a picture of its end is kept. */
function flow(name: string, locale: "zh-CN" | "en-US", walk: (page: Page) => Promise<void>): void {
  test(name, async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1000, height: 900 } });
    const page = await context.newPage();
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    try {
      await page.goto(`${product.url}/try`);
      await page.waitForSelector("#spec option", { state: "attached" });
      await walk(page);
      expect(broken).toEqual([]);
    } finally {
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      await context.close();
    }
  });
}

async function drop(page: Page, file: Parameters<Page["setInputFiles"]>[1]): Promise<void> {
  await page.setInputFiles("#file", file);
  await page.waitForSelector("#outcome:not([hidden])");
}

const expectResultSize = (page: Page, widthPx: number, heightPx: number): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate<number[]>(
        "(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector('#result-frame img'))",
      ),
    )
    .toEqual([widthPx, heightPx]);

flow("a good portrait comes out as a standard photo that can be downloaded", "zh-CN", async (page) => {
  await drop(page, good);
  await expect(page.locator("#verdict")).toContainText(/可以提交.*另有 \d+ 条细则由审核员看/);
  await page.click("#people summary");
  await expect(page.locator("#people")).toContainText(/只由审核员看[\s\S]*不得翻拍屏幕或照片/);
  await expectResultSize(page, 480, 640);
  await expect(page.locator("#download")).toHaveAttribute("download", "chsi-blue.jpg");
  await expect(page.locator("#download")).toBeVisible();
});

flow("a refused photo says what to do and shows the place, and offers no download", "zh-CN", async (page) => {
  await drop(page, smiling);
  await expect(page.locator("#verdict")).toContainText("再拍一张");
  await expect(page.locator("#findings")).toContainText("笑露牙齿");
  await expect(page.locator("#findings")).toContainText("戴着帽子");
  await expect(page.locator("#source-frame svg > *")).not.toHaveCount(0);
  await expect(page.locator("#download")).toBeHidden();
});

flow("a photo of nobody names that alone, and nothing of what stands behind it", "zh-CN", async (page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await drop(page, nobody);
  await expect(page.locator("#findings strong")).toHaveText(["✕ 找不到人脸 · 不通过"]);
  await expect(page.locator("#unjudged")).toBeHidden();
  await expect(page.locator("#passed")).toBeHidden();
});

flow("a click on a finding moves the overlay to its place", "en-US", async (page) => {
  await drop(page, smiling);
  const overlay = () => page.$eval("#source-frame svg", (svg) => svg.innerHTML);
  const before = await overlay();
  await page.click("#findings li:has-text('Headwear') button");
  expect(await overlay()).not.toBe(before);
  await page.click("#findings li:has-text('teeth') button");
  await expect(page.locator("#findings")).toContainText("it should be");
});

flow("text under a photo's name is refused kindly", "en-US", async (page) => {
  await drop(page, { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a photo") });
  await expect(page.locator("#findings")).toContainText("not a photo format we read");
});

flow("the same photo under another spec comes out in that spec's size", "en-US", async (page) => {
  await page.selectOption("#spec", "cn-two-inch");
  await drop(page, good);
  await expectResultSize(page, 413, 579);
});

flow("the page changes its language with everything on it, dark and on a narrow phone", "zh-CN", async (page) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  await drop(page, smiling);
  await page.click("#language");
  await page.waitForSelector("#verdict:has-text('cannot be used yet')");
  await expect(page.locator("#findings")).toContainText("Smile shows teeth");
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
});
