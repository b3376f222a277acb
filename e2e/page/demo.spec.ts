/** The demo in Chromium: one click signs in, one tap checks a sample photo, and one more fills in an SMS code. */
import { expect, type Page, test } from "@playwright/test";
import { launchChromium } from "../chromium.ts";
import { startProduct } from "../product/start-product.ts";

test("a visitor checks a sample photo with one tap, needs no SMS, and is a reviewer with one click", async () => {
  test.setTimeout(600_000);
  const product = await startProduct({}, { people: true });
  const browser = await launchChromium();
  try {
    const page: Page = await browser.newPage({ locale: "en-US", baseURL: product.url });
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    await page.goto("/try");
    await page.locator("#demo-sample-good-1").click();
    await page.locator("#outcome").waitFor({ timeout: 180_000 });
    await page.locator("#download").waitFor();
    await page.goto("/");
    await page.locator("#enter").click();
    await page.locator("#phone").fill("19900000001");
    await page.getByRole("checkbox").click();
    await page.locator("#send-code").click();
    await page.locator("#sms-code").waitFor();
    await page.locator("#demo-open").click();
    await page.locator("#demo-sms").click();
    await page.locator("#school:visible").waitFor();
    await page.goto("/demo?language=en");
    // The page offers the staff once their history is written.
    await page.getByRole("button", { name: /senior-reviewer$/ }).click({ timeout: 300_000 });
    await page.waitForURL(/\/console\//);
    await expect(page.getByText("测试复核员").first()).toBeVisible();
    expect(broken).toEqual([]);
  } finally {
    await browser.close();
    await product.stop();
  }
});
