/** Visits every page of the app in each of its states, for screenshots and for axe. */
import { badPhoto } from "../../people/photos.ts";
import { openSiteDay } from "../../people/site-day.ts";
import { lastFourOf } from "../../people/student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Setting } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import {
  addPaid,
  agreeAndPay,
  beginCollection,
  newPhoneNumber,
  newStudent,
  payLatestOrder,
  payOnTheirPage,
  proveIdentity,
  smsCodeOf,
} from "../walk.ts";
import { type Look, type Tour, tourPhotos, tourReview } from "./photos.ts";

/** Script that waits until no skeleton is visible, and every picture has loaded. */
const atRest = `[...document.querySelectorAll(".skeleton")].every((part) => part.offsetParent === null)
  && [...document.images].every((image) => image.complete)`;

export async function tour(phone: Phone, setting: Setting, look: Look): Promise<void> {
  const { page } = phone;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const rests = async (selector: string): Promise<void> => {
    await page.locator(selector).filter({ visible: true }).first().waitFor({ timeout: 180_000 });
    await waitUntil("A page at rest", () => page.evaluate<boolean>(atRest), Boolean);
  };
  const stops: Tour = {
    stop: async (name, selector) => {
      await rests(selector);
      await look(name);
    },
    sheet: async (name, open, selector = ".sheet") => {
      const show = async (): Promise<void> => {
        await open();
        await rests(selector);
      };
      await show();
      await look(name, show);
      await page.keyboard.press("Escape");
      await page.locator(".sheet").waitFor({ state: "detached" });
    },
  };
  await tourIdentity(phone, setting, stops);
  const collectionId = await tourPayment(phone, setting, stops);
  await tourPhotos(phone, stops, collectionId);
  await tourReview(phone, setting, { ...stops, collectionId });
  await tourSite(phone, setting, stops);
  await tourBeside(phone, stops);
}

async function tourIdentity(
  phone: Phone,
  { world }: Setting,
  { stop, sheet }: Tour,
): Promise<void> {
  const { page, tap, type } = phone;
  const showCode = async (request: object): Promise<void> =>
    phone.give("album", await world.codePicture(request), "code.png");
  await page.goto("/");
  await stop("start", "#enter");
  await tap("enter");
  await stop("sign-in", "#phone");
  await tap("read-privacy");
  await stop("terms", "dl");
  await page.getByRole("tab").last().click();
  await stop("privacy", "dl");
  await page.goBack();
  const number = newPhoneNumber();
  await type("phone", number);
  await tap("send-code");
  await stop("sign-in-consent-missing", "#phone");
  await page.getByRole("checkbox").click();
  await tap("send-code");
  await stop("sign-in-code-sent", "#sms-code");
  await type("sms-code", await smsCodeOf(world, number));
  await stop("eligibility", "#school");
  await type("school", "没有这所学校");
  await stop("eligibility-no-school", ".notice--warning");
  await type("school", "jndx");
  const school = page.getByRole("button", { name: "暨南大学" }).filter({ visible: true }).first();
  await school.waitFor();
  await stop("eligibility-schools", "#school");
  await school.click();
  const bachelor = page
    .getByRole("button", { name: /普通本科|Regular undergraduate/ })
    .filter({ visible: true });
  await bachelor.first().click();
  await stop("eligibility-category", "#confirm");
  await tap("confirm");
  await stop("code", "#album");
  await sheet(
    "code-scanning",
    () => tap("scan"),
    ".camera__hint:text-matches('自动识别|by itself')",
  );
  const chsi = await newStudent(world);
  await showCode({ studentId: chsi.id, variant: "forged" });
  await stop("code-refused", "[data-code]");
  await tap("code-guide");
  await stop("code-guide", ".scene");
  await page.goBack();
  await showCode({ studentId: chsi.id });
  await stop("verify", "#last-four");
  await type("last-four", "ZZZZ");
  await tap("verify");
  await stop("verify-wrong", "[data-code=last-four-wrong]");
  await proveIdentity(phone, chsi);
  await stop("eligible", "#enter-collection");
}

/** Visits the payment and returns the collection's id. */
async function tourPayment(
  phone: Phone,
  { world }: Setting,
  { stop, sheet }: Tour,
): Promise<string> {
  const { page, tap } = phone;
  const collectionId = await beginCollection(phone);
  await stop("collection", "#go-on");
  await tap("go-on");
  await stop("service", "#pay");
  await agreeAndPay(phone);
  await payOnTheirPage(phone, "取消");
  await stop("payment-waiting", "#ask-again");
  await payLatestOrder(world);
  await stop("payment-paid", "#go-photo");
  await sheet("payment-invoice", () => tap("ask-invoice"), "#invoice-title");
  await sheet("payment-refund", () => tap("query-refund"));
  await page.goto(`/pages/helper-link/index?collectionId=${collectionId}`);
  await tap("make-link");
  await stop("helper-link", ".qr");
  await page.goto((await page.locator(".qr:visible").getAttribute("data-address")) ?? "");
  await stop("helper", "#open-link");
  await tap("open-link");
  await stop("helper-ready", "#helper-shoot");
  await tap("helper-shoot");
  await stop("helper-camera", "#shoot:enabled");
  return collectionId;
}

/** Visits an on-site day: the helper's phone from the scan to its list of photos, and the number in the corridor. */
async function tourSite(
  { page, tap, give, type }: Phone,
  setting: Setting,
  { stop }: Tour,
): Promise<void> {
  const { chsi } = await addPaid(setting);
  const { shootingPath, queuePath } = await openSiteDay(setting.operator);
  await page.goto(shootingPath);
  await stop("site", "#scan");
  await give("album", await setting.world.codePicture({ studentId: chsi.id }), "code.png");
  await stop("site-last-four", "#last-four");
  await type("last-four", lastFourOf(chsi));
  await tap("prove");
  await stop("site-name", "#site-name");
  await page.route(/\/v1\/helper\//, (route) => route.abort("connectionreset"));
  await give("site-shoot", badPhoto(), "photo.jpg");
  await stop("site-waiting", "[data-stage=waiting]");
  await page.unroute(/\/v1\/helper\//);
  await stop("site-call-back", "[data-stage=refused]");
  await page.goto(queuePath);
  await stop("queue", "#take-ticket");
  await tap("take-ticket");
  await stop("queue-number", "#before");
  await page.goto(shootingPath);
  await tap("call-next");
  await stop("site-called", "#called:not(:empty)");
  await page.goto(queuePath);
  await stop("queue-called", "#my-turn");
}

/** Visits pages outside the steps, and pages whose data or script are missing. */
async function tourBeside({ page, tap, context }: Phone, { stop, sheet }: Tour): Promise<void> {
  await page.goto("/");
  await stop("start-with-collections", ".badge");
  await page.goto("/pages/my-data/index");
  await stop("my-data", "#delete-data");
  await sheet("my-data-delete", () => tap("delete-data"));
  await page.goto("/pages/contact/index");
  await stop("contact", "dl");
  await page.goto("/pages/settings/index");
  await stop("settings", "#sign-out");
  const contact = page
    .getByRole("button", { name: /联系客服|Customer service/ })
    .filter({ visible: true })
    .last();
  await page.route(/\/js\//, (route) => route.abort("connectionreset"));
  await contact.click();
  await stop("page-not-loaded", ".page__lost");
  await page.unroute(/\/js\//);
  await contact.click();
  await page.locator("dl:visible").waitFor();
  await page.goBack();
  await page.locator("#sign-out:visible").waitFor();
  await context.setOffline(true);
  await contact.click();
  await stop("contact-offline", "dl");
  await context.setOffline(false);
  await page.goto("/pages/settings/index");
  await tap("sign-out");
  await page.locator("#enter:visible").waitFor();
  await page.goto("/pages/my-data/index");
  await stop("my-data-signed-out", "[data-code]");
  await page.goto("/");
  await tap("try-photo");
  await stop("try", "#spec");
  const refused = Buffer.from(await badPhoto().arrayBuffer());
  await page.setInputFiles("#file", { name: "photo.jpg", mimeType: "image/jpeg", buffer: refused });
  await stop("try-refused", "#outcome");
}
