/** The demo in Chromium: one click signs in, and one tap checks a sample photo. */
import { expect, type Page, test } from "@playwright/test";
import { launchChromium } from "../chromium.ts";
import { startProduct } from "../product/start-product.ts";

test("from /demo a visitor is a reviewer with one click, and checks a sample photo with one tap", async () => {
  const product = await startProduct({}, { people: true });
  const browser = await launchChromium();
  try {
    const page: Page = await browser.newPage({ locale: "en-US", baseURL: product.url });
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    await page.goto("/demo?language=en");
    await page.getByRole("button", { name: /senior-reviewer$/ }).click();
    await page.waitForURL(/\/console\//);
    await expect(page.getByText("测试复核员").first()).toBeVisible();
    await page.goto("/try");
    await page.locator("#demo-sample-good-1").click();
    await page.locator("#outcome").waitFor({ timeout: 180_000 });
    await page.locator("#download").waitFor();
    expect(broken).toEqual([]);
  } finally {
    await browser.close();
    await product.stop();
  }
});
