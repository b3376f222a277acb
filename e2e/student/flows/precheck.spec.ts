/** A photo is checked on the phone before anything of it is sent, and the service then says the same. */
import assert from "node:assert/strict";
import type { CheckId } from "@gradphoto/domain";
import type { Request } from "@playwright/test";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import {
  agreeAndPayHere,
  beginCollection,
  chooseFromAlbum,
  payOnTheirPage,
  proveIdentity,
  uploadAndWait,
  walkToCode,
  walkToPaid,
} from "../walk.ts";

/** What the service alone can know: it has the photos of others. */
const ofServiceAlone: CheckId = "seen-before";

/** Of the page in front, in the order of the page. */
const findingsShown = ({ page }: Phone): Promise<readonly (string | null)[]> =>
  page.locator("[data-finding]:visible").evaluateAll((cards) => cards.map((card) => card.getAttribute("data-finding")));

/** What is asked for from now on that could carry a photo. */
function hearSending({ page }: Phone): readonly string[] {
  const sent: string[] = [];
  page.on("request", (request: Request) => {
    if (request.method() !== "GET" || request.postDataBuffer()) sent.push(`${request.method()} ${request.url()}`);
  });
  return sent;
}

async function chooseToTry({ page, tap, give }: Phone, photo: Blob): Promise<void> {
  await tap("take-photo");
  await give("from-album", photo, "photo.jpg");
  await page.locator("#retake:visible").waitFor();
}

/** Of the photo that the page shows. */
const keptPhotoSha256 = ({ page }: Phone): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const [picture] = [...document.querySelectorAll(".photo__picture, .compare__before")].filter((one) => one.offsetParent !== null);
    const bytes = await (await fetch(picture.src)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  })()`);

test("the phone names the faults that the service names, before a byte of the photo leaves it", async ({
  phone,
  world,
}) => {
  const { page, tap, see } = phone;
  await walkToPaid(phone, world);
  await tap("go-photo");
  const sent = hearSending(phone);
  await chooseFromAlbum(phone, badPhoto());
  await see("手机自查没有通过");
  const here = await findingsShown(phone);
  assert.ok(here.length >= 2, `too few findings: ${here.join(", ")}`);
  assert.deepEqual(sent, []);
  assert.equal(await page.locator("#upload:visible").textContent(), "仍然上传");
  await uploadAndWait(phone);
  const there = await findingsShown(phone);
  assert.deepEqual(
    there.filter((id) => id !== ofServiceAlone),
    here,
  );
});

test("the check takes threads where memory may be shared, and says the same without", async ({ phone, world }) => {
  const { page, tap, see } = phone;
  const runtimes: string[] = [];
  page.context().on("request", (request) => {
    const runtime = /litert_wasm_\w*internal(?=\..*\.wasm$)/.exec(request.url());
    if (runtime) runtimes.push(runtime[0]);
  });
  await walkToPaid(phone, world);
  const check = async () => {
    await tap("go-photo");
    await chooseFromAlbum(phone, badPhoto());
    await see("手机自查没有通过");
    return findingsShown(phone);
  };
  const threaded = await check();
  const address = page.url();
  await page.route(address, async (route) => {
    const answer = await route.fetch();
    const { "cross-origin-embedder-policy": _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await page.goto(address);
  await tap("retake");
  await page.locator("#take-photo:visible").waitFor();
  await chooseToTry(phone, badPhoto());
  await see("手机自查没有通过");
  assert.deepEqual(await findingsShown(phone), threaded);
  const isThreaded = await page.evaluate<boolean>("navigator.hardwareConcurrency > 1");
  assert.deepEqual(runtimes, [`litert_wasm_${isThreaded ? "threaded_" : ""}internal`, "litert_wasm_internal"]);
});

test("once its files are there the phone checks without a network, and the photo is sent when it is back", async ({
  phone,
  world,
}) => {
  const { page, context, tap, see } = phone;
  await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone, badPhoto());
  await see("手机自查没有通过");
  await tap("retake");
  await page.locator("#take-photo:visible").waitFor();
  await context.setOffline(true);
  await chooseToTry(phone, goodPhoto());
  await see(/手机自查(没有发现问题|可以上传)/);
  assert.equal(await page.locator(".compare:visible").count(), 1);
  await context.setOffline(false);
  assert.match(await uploadAndWait(phone), /可以提交|已通过/);
});

test("where the school offers it, a photo is tried before paying, and the very one is submitted after it", async ({
  phone,
  world,
}) => {
  const { page, tap, see } = phone;
  const chsi = await walkToCode(phone, world);
  await proveIdentity(phone, chsi);
  await beginCollection(phone);
  await tap("go-on");
  const sent = hearSending(phone);
  await page.getByRole("button", { name: "先试拍" }).click();
  await see("付款前先试拍");
  await chooseToTry(phone, badPhoto());
  await see("手机自查没有通过");
  await tap("retake");
  await page.locator("#take-photo:visible").waitFor();
  await chooseToTry(phone, goodPhoto());
  await see(/手机自查(没有发现问题|可以上传)/);
  assert.deepEqual(sent, []);
  const tried = await keptPhotoSha256(phone);
  await tap("pay-for-it");
  await see("付款后可以直接上传这一张");
  await agreeAndPayHere(phone);
  await payOnTheirPage(phone, "支付");
  await tap("go-tried");
  await page.locator("#upload:visible").waitFor();
  assert.equal(await keptPhotoSha256(phone), tried);
  assert.match(await uploadAndWait(phone), /可以提交|已通过/);
});
