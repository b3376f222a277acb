/** `npm run e2e:page`: real Chromium drops photos on the product's photo page and reads what it says, in both languages. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register();
const { launchChromium } = await import("./launch-chromium.ts");
const { startProduct } = await import("./product/start-product.ts");

const root = fileURLToPath(new URL("..", import.meta.url));
const pictures = join(root, "out", "e2e-page");
const { resolve } = createRequire(import.meta.url);
const good = resolve("material-kit/assets/img/faces/marc.jpg");
const smiling = resolve("material-kit/assets/img/faces/christian.jpg");

mkdirSync(pictures, { recursive: true });
const product = await startProduct();
const url = `${product.url}/try`;
const browser = await launchChromium();
const tally = { suite: "e2e:page", passed: 0, failed: 0, skipped: 0 };

await flow("a good portrait comes out as a standard photo that can be downloaded", "zh-CN", async (page) => {
  await page.setInputFiles("#file", good);
  await page.waitForSelector("#outcome:not([hidden])");
  assert.match(await page.textContent("#verdict"), /可以提交/);
  const size = await page.$eval("#result-frame img", (image) => [image.naturalWidth, image.naturalHeight]);
  assert.deepEqual(size, [480, 640]);
  assert.equal(await page.getAttribute("#download", "download"), "chsi-blue.jpg");
  assert.equal(await page.isVisible("#download"), true);
});

await flow("a refused photo says what to do and shows the place, and offers no download", "zh-CN", async (page) => {
  await page.setInputFiles("#file", smiling);
  await page.waitForSelector("#outcome:not([hidden])");
  assert.match(await page.textContent("#verdict"), /再拍一张/);
  const findings = await page.textContent("#findings");
  assert.match(findings, /笑露牙齿/);
  assert.match(findings, /戴着帽子/);
  assert.ok((await page.$$("#source-frame svg > *")).length > 0);
  assert.equal(await page.isVisible("#download"), false);
});

await flow("a click on a finding moves the overlay to its place", "en-US", async (page) => {
  await page.setInputFiles("#file", smiling);
  await page.waitForSelector("#outcome:not([hidden])");
  const before = await page.$eval("#source-frame svg", (svg) => svg.innerHTML);
  await page.click("#findings li:has-text('Headwear') button");
  assert.notEqual(await page.$eval("#source-frame svg", (svg) => svg.innerHTML), before);
  await page.click("#findings li:has-text('teeth') button");
  assert.match(await page.textContent("#findings"), /it should be/);
});

await flow("text under a photo's name is refused kindly", "en-US", async (page) => {
  await page.setInputFiles("#file", { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a photo") });
  await page.waitForSelector("#outcome:not([hidden])");
  assert.match(await page.textContent("#findings"), /not a photo format we read/);
});

await flow("the same photo under another spec comes out in that spec's size", "en-US", async (page) => {
  await page.selectOption("#spec", "cn-two-inch");
  await page.setInputFiles("#file", good);
  await page.waitForSelector("#outcome:not([hidden])");
  const size = await page.$eval("#result-frame img", (image) => [image.naturalWidth, image.naturalHeight]);
  assert.deepEqual(size, [413, 579]);
});

await flow("the page changes its language with everything on it, dark and on a narrow phone", "zh-CN", async (page) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.setInputFiles("#file", smiling);
  await page.waitForSelector("#outcome:not([hidden])");
  await page.click("#language");
  await page.waitForSelector("#verdict:has-text('cannot be used yet')");
  assert.match(await page.textContent("#findings"), /Smile shows teeth/);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `the page is ${wide} px wide on a 320 px phone`);
});

await browser.close();
await product.stop();
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exit(tally.failed === 0 ? 0 : 1);

async function flow(name, locale, walk) {
  const context = await browser.newContext({ locale, viewport: { width: 1000, height: 900 } });
  const page = await context.newPage();
  const broken = [];
  page.on("pageerror", (error) => broken.push(error.message));
  try {
    await page.goto(url);
    await page.waitForSelector("#spec option", { state: "attached" });
    await walk(page);
    assert.deepEqual(broken, []);
    tally.passed++;
    process.stderr.write(`passed: ${name}\n`);
  } catch (error) {
    tally.failed++;
    process.stderr.write(`failed: ${name}\n${error instanceof Error ? error.stack : error}\n`);
  }
  writeFileSync(join(pictures, `${tally.passed + tally.failed}.png`), await page.screenshot({ fullPage: true }));
  await context.close();
}
