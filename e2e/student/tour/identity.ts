/** From the first page to the eligibility card, with what goes wrong on the way. */
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { newPhoneNumber, newStudent, proveIdentity, showCode, smsCodeOf } from "../walk.ts";
import type { Stop } from "./stop.ts";

export async function tourIdentity(phone: Phone, { world }: Setting, stop: Stop): Promise<void> {
  const { page, tap, type } = phone;
  await page.goto("/");
  await page.locator("#enter:visible").waitFor();
  await stop("start");
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
  await stop("sign-in");
  await tap("read-privacy");
  await page.locator("dl:visible").waitFor();
  await stop("terms");
  await page.getByRole("tab").last().click();
  await stop("privacy");
  await page.goBack();
  const number = newPhoneNumber();
  await type("phone", number);
  await tap("send-code");
  await stop("sign-in-consent-missing");
  await page.getByRole("checkbox").click();
  await tap("send-code");
  await page.locator("#sms-code:visible").waitFor();
  await stop("sign-in-code-sent");
  await type("sms-code", await smsCodeOf(world, number));
  await tap("sign-in");
  await page.locator("#school:visible").waitFor();
  await stop("eligibility");
  await type("school", "没有这所学校");
  await page.locator(".notice--warning:visible").waitFor();
  await stop("eligibility-no-school");
  await type("school", "jndx");
  const school = page.getByRole("button", { name: "暨南大学" }).filter({ visible: true }).first();
  await school.waitFor();
  await stop("eligibility-schools");
  await school.click();
  const bachelor = page.getByRole("button", { name: /普通本科|Regular undergraduate/ }).filter({ visible: true });
  await bachelor.first().click();
  await stop("eligibility-category");
  await tap("confirm");
  await page.locator("#album:visible").waitFor();
  await stop("code");
  const chsi = await newStudent(world);
  await tap("scan");
  await page
    .locator(".camera__hint")
    .filter({ hasText: /自动识别|by itself/ })
    .waitFor();
  await stop("code-scanning");
  await page.keyboard.press("Escape");
  await showCode(phone, await world.codePicture({ studentId: chsi.id, variant: "forged" }));
  await page.locator("[data-code]:visible").waitFor();
  await stop("code-refused");
  await tap("code-guide");
  await page.waitForURL(/code-guide/);
  await page.locator(".scene:visible").first().waitFor();
  await stop("code-guide");
  await page.goBack();
  await showCode(phone, await world.codePicture({ studentId: chsi.id }));
  await page.locator("#last-four:visible").waitFor();
  await stop("verify");
  await type("last-four", "ZZZZ");
  await tap("verify");
  await page.locator("[data-code=last-four-wrong]:visible").waitFor();
  await stop("verify-wrong");
  await proveIdentity(phone, chsi);
  await stop("eligible");
}
