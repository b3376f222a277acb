/** A tour past every page of the app in each of its faces, for whoever wants to look at them. */
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { addShootingStudent } from "../../people/shooting-student.ts";
import { openSiteDay } from "../../people/site-day.ts";
import { lastFourOf } from "../../people/student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { agreeAndPay, beginCollection, payLatestOrder, payOnTheirPage, submit, uploadAndWait } from "../walk.ts";
import { tourIdentity } from "./identity.ts";
import { tourReview } from "./review.ts";
import type { Stop } from "./stop.ts";

interface PhotoTour {
  readonly collectionId: string;
  readonly stop: Stop;
}

/** The rules, the camera, the preview, and the standard photo: being processed, refused, and ready. */
async function tourPhoto(phone: Phone, _setting: Setting, { collectionId, stop }: PhotoTour): Promise<void> {
  const { page, tap, give } = phone;
  await page.goto(`/pages/rules/index?collectionId=${collectionId}`);
  await page.locator("#take-photo:visible").waitFor();
  await stop("rules");
  await tap("take-photo");
  await stop("rules-choose");
  await tap("from-camera");
  await page.locator("#shoot:visible:enabled").waitFor();
  await stop("capture");
  await page.locator(".guided__say--change:visible").waitFor();
  await stop("capture-guided");
  await page.goBack();
  await tap("take-photo");
  await give("from-album", badPhoto(), "photo.jpg");
  await page.locator("#upload:visible").waitFor();
  await stop("preview");
  await page.locator("#verdict:visible").waitFor();
  await stop("preview-refused");
  const ofAttempt = /\/attempts\/[0-9a-f-]+$/;
  await page.route(ofAttempt, async (route) => {
    const answer = await route.fetch();
    const json: object = await answer.json();
    const under = { state: "queued", finishedAt: null, verdict: null, result: null, findings: [], waiting };
    await route.fulfill({ response: answer, json: { ...json, ...under } });
  });
  await tap("upload");
  await page.locator("#standardize:visible").waitFor();
  await stop("preview-sent");
  await tap("standardize");
  await page.locator("#working:visible").waitFor();
  await stop("standard-working");
  // What is under way ends first: it could not be answered any more.
  await page.unrouteAll({ behavior: "wait" });
  await page.locator("#verdict:visible").waitFor({ timeout: 180_000 });
  await stop("standard-refused");
  await tap("retake");
  await tap("take-photo");
  await give("from-album", goodPhoto(), "photo.jpg");
  await page.locator("#verdict:visible").waitFor();
  await stop("preview-checked");
  await uploadAndWait(phone);
  await stop("standard-ready");
  await page.getByRole("tab").last().click();
  await stop("standard-result");
  await tap("submit");
  await page.locator("#confirm-submit:visible").waitFor();
  await stop("submit");
  await page.goBack();
  await submit(phone);
  await page.locator("#take-back:visible").waitFor();
  await stop("review");
}

/** Others before it. */
const waiting = { before: 12, aboutS: 9 };

/** The pages beside the way, and what is shown when something is not there. */
async function tourBeside({ page, tap, context }: Phone, stop: Stop): Promise<void> {
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

/** An on-site day: the helper's phone from the scan to the queue of photos, and the number in the corridor. */
async function tourSite(phone: Phone, { world, product, operator }: Setting, stop: Stop): Promise<void> {
  const { page, tap, give, type } = phone;
  const { chsi } = await addShootingStudent(world, product.url, 1);
  const { shootingPath, queuePath } = await openSiteDay(operator);
  await page.goto(shootingPath);
  await page.locator("#scan:visible").waitFor();
  await stop("site");
  await give("album", await world.codePicture({ studentId: chsi.id }), "code.png");
  await page.locator("#last-four:visible").waitFor();
  await stop("site-last-four");
  await type("last-four", lastFourOf(chsi));
  await tap("prove");
  await page.locator("#site-name:visible").waitFor();
  await stop("site-name");
  await page.route(/\/v1\/helper\//, (route) => route.abort("connectionreset"));
  await give("site-shoot", badPhoto(), "photo.jpg");
  await page.locator("[data-stage=waiting]:visible").waitFor();
  await stop("site-waiting");
  await page.unroute(/\/v1\/helper\//);
  await page.locator("[data-stage=refused]:visible").waitFor({ timeout: 180_000 });
  await stop("site-call-back");
  await page.goto(queuePath);
  await page.locator("#take-ticket:visible").waitFor();
  await stop("queue");
  await tap("take-ticket");
  await page.locator("#before:visible").waitFor();
  await stop("queue-number");
  await page.goto(shootingPath);
  await tap("call-next");
  await page.locator("#called:visible:not(:empty)").waitFor();
  await stop("site-called");
  await page.goto(queuePath);
  await page.locator("#my-turn:visible").waitFor();
  await stop("queue-called");
}

/** Answers the collection's id. */
async function tourPayment(phone: Phone, { world }: Setting, stop: Stop): Promise<string> {
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

/** No skeleton is shown, and every picture has come. */
const still = `[...document.querySelectorAll(".skeleton")].every((part) => part.offsetParent === null)
  && [...document.images].every((image) => image.complete)`;

export async function tour(phone: Phone, setting: Setting, look: Stop): Promise<void> {
  const { page } = phone;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const stop: Stop = async (name) => {
    await waitUntil("A page that stands still", () => page.evaluate<boolean>(still), Boolean);
    await look(name);
  };
  await tourIdentity(phone, setting, stop);
  const collectionId = await tourPayment(phone, setting, stop);
  await tourPhoto(phone, setting, { collectionId, stop });
  await tourReview(phone, setting, { collectionId, stop });
  await tourSite(phone, setting, stop);
  await tourBeside(phone, stop);
}
