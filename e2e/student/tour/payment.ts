/** The collection's details, what the fee covers, and the payment until it is made. */
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { agreeAndPay, beginCollection, payLatestOrder, payOnTheirPage } from "../walk.ts";
import type { Stop } from "./stop.ts";

/** Answers the collection's id. */
export async function tourPayment(phone: Phone, { world }: Setting, stop: Stop): Promise<string> {
  const { page, tap } = phone;
  const collectionId = await beginCollection(phone);
  await stop("collection");
  await tap("go-on");
  await page.locator("#pay:visible").waitFor();
  await stop("service");
  await page.goBack();
  await agreeAndPay(phone);
  await payOnTheirPage(phone, "取消");
  await page.locator("#ask-again:visible").waitFor();
  await stop("payment-waiting");
  await payLatestOrder(world);
  await page.locator("#go-photo:visible").waitFor();
  await stop("payment-paid");
  await tap("ask-invoice");
  await page.locator("#invoice-title:visible").waitFor();
  await stop("payment-invoice");
  await page.keyboard.press("Escape");
  await tap("ask-refund");
  await page.locator(".sheet:visible").waitFor();
  await stop("payment-refund");
  await page.keyboard.press("Escape");
  await page.goto(`/pages/helper-link/index?collectionId=${collectionId}`);
  await tap("make-link");
  await page.locator(".qr:visible").waitFor();
  await stop("helper-link");
  const link = await page.locator(".qr:visible").getAttribute("data-address");
  await page.goto(new URL(link ?? "").href);
  await page.locator("#open-link:visible").waitFor();
  await stop("helper");
  await tap("open-link");
  await page.locator("#helper-shoot:visible").waitFor();
  await stop("helper-ready");
  return collectionId;
}
