/** The pages beside the way, and what is shown when something is not there. */
import { badPhoto } from "../../people/photos.ts";
import type { Phone } from "../phone.ts";
import type { Stop } from "./stop.ts";

export async function tourBeside({ page, tap, context }: Phone, stop: Stop): Promise<void> {
  await page.goto("/");
  await page.locator(".badge:visible").first().waitFor();
  await stop("start-with-collections");
  await page.goto("/pages/my-data/index");
  await page.locator("#delete-data:visible").waitFor();
  await stop("my-data");
  await tap("delete-data");
  await stop("my-data-delete");
  await page.goto("/pages/contact/index");
  await page.locator("dl:visible").waitFor();
  await stop("contact");
  await page.goto("/pages/settings/index");
  await page.locator("#sign-out:visible").waitFor();
  await stop("settings");
  const contact = page
    .getByRole("button", { name: /联系客服|Customer service/ })
    .filter({ visible: true })
    .last();
  await page.route(/\/js\//, (route) => route.abort("connectionreset"));
  await contact.click();
  await page.locator(".page__lost:visible").waitFor();
  await stop("page-did-not-come");
  await page.unroute(/\/js\//);
  await contact.click();
  await page.locator("dl:visible").waitFor();
  await page.goBack();
  await page.locator("#sign-out:visible").waitFor();
  await context.setOffline(true);
  await contact.click();
  await page.locator("[data-code=network-unreachable]:visible").waitFor();
  await stop("contact-offline");
  await context.setOffline(false);
  await page.goto("/pages/settings/index");
  await tap("sign-out");
  await page.locator("#enter:visible").waitFor();
  await page.goto("/pages/my-data/index");
  await page.locator("[data-code]:visible").waitFor();
  await stop("my-data-signed-out");
  await page.goto("/");
  await tap("try-photo");
  await page.locator("#spec:visible").waitFor();
  await stop("try");
  const refused = Buffer.from(await badPhoto().arrayBuffer());
  await page.setInputFiles("#file", { name: "photo.jpg", mimeType: "image/jpeg", buffer: refused });
  await page.locator("#outcome:visible").waitFor();
  await stop("try-refused");
}
