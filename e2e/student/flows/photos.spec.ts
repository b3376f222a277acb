/** The photo on the phone before and during the upload: choice, preview, interruptions, size and orientation. */
import assert from "node:assert/strict";
import sharp, { type Sharp } from "sharp";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { zh } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { firstSeen } from "../wait-for-page.ts";
import { chooseFromAlbum, openPaid } from "../walk.ts";

test("an interrupted upload continues and makes one attempt", async ({ phone, setting }) => {
  const { client, collectionId } = await openPaid(phone, setting, "rules");
  await chooseFromAlbum(phone);
  let requests = 0;
  await phone.page.route(/\/attempts\?source=/, async (route) => {
    requests += 1;
    // The first request reaches the service and its answer is lost; the second one does not reach it.
    if (requests === 1) await route.fetch();
    if (requests <= 2) await route.abort("connectionreset");
    else await route.continue();
  });
  await phone.tap("upload");
  await phone.page.locator("#standardize:visible").waitFor();
  assert.equal(requests, 3);
  assert.equal(
    (await take(client.call("listAttempts", { params: { collectionId } }))).attempts.length,
    1,
  );
});

test("a file that is not a photo is refused, and the student can take another one", async ({
  phone,
  setting,
}) => {
  await openPaid(phone, setting, "rules");
  await chooseFromAlbum(phone, new Blob(["no photo"], { type: "image/jpeg" }));
  await phone.see(/无法显示这张照片/);
  await phone.tap("upload");
  await phone.page.locator("[data-code^=photo-]:visible").waitFor();
  await chooseFromAlbum(phone, goodPhoto(), "retake");
  await phone.tap("upload");
  await phone.page.locator("#standardize:visible").waitFor();
});

test("a retake opens camera and album at once, with the rules one tap away, and loses no photo", async ({
  phone,
  setting,
}) => {
  const { page, tap } = phone;
  await openPaid(phone, setting, "rules");
  await chooseFromAlbum(phone);
  const previous = await previewed(phone);
  await tap("retake");
  await page.locator("#from-album:visible").waitFor();
  await page.getByRole("button", { name: "关闭" }).click();
  assert.equal((await previewed(phone)).address, previous.address);
  await tap("retake");
  await tap("rules-again");
  await page.waitForURL(/pages\/rules/);
  // The drawings are folded once the rules were read.
  await tap("see-drawings");
  assert.equal(await page.locator(".scene:visible").count(), 14);
  await page.goBack();
  await chooseFromAlbum(phone, goodPhoto(), "retake");
  assert.notEqual((await previewed(phone)).address, previous.address);
  await tap("upload");
  await tap("standardize");
  await page.locator("#retake:visible").click();
  await tap("from-camera");
  await page.waitForURL(/pages\/capture/);
});

test("an upload without a connection waits and continues by itself", async ({ phone, setting }) => {
  const { page, context, tap, see } = phone;
  const { client, collectionId } = await openPaid(phone, setting, "rules");
  await chooseFromAlbum(phone);
  await context.setOffline(true);
  await tap("upload");
  await see(/网络恢复后会自动继续上传/);
  assert.equal(await page.getByText(/^正在上传/).count(), 0);
  await page.locator("#retake:visible:enabled").waitFor();
  await context.setOffline(false);
  await page.locator("#standardize:visible").waitFor();
  assert.equal(
    (await take(client.call("listAttempts", { params: { collectionId } }))).attempts.length,
    1,
  );
});

test.describe(() => {
  // Routes, which keep the engine away, would switch the browser's cache off.
  test.use({ look: zh });
  test("the contact page names the hotline without a connection", async ({ phone, setting }) => {
    const { page, context, see } = phone;
    await openPaid(phone, setting, "collection");
    await see("暨南大学");
    await waitUntil(
      "The pages that follow, loaded ahead",
      () =>
        page.evaluate<boolean>(`{
          const loaded = performance.getEntriesByType("resource").filter(({ responseEnd }) => responseEnd > 0);
          const ahead = [...document.querySelectorAll("link[rel=prefetch]")].map(({ href }) => href);
          ahead.length > 0 && ahead.every((href) => loaded.some(({ name }) => name === href));
        }`),
      (isLoaded) => isLoaded,
    );
    await context.setOffline(true);
    await page.getByRole("button", { name: "联系客服" }).first().click();
    await see("客服电话");
  });
});

const blobOf = (bytes: Uint8Array): Blob =>
  new Blob([new Uint8Array(bytes)], { type: "image/jpeg" });

/** Taps upload and returns the photo as the page sends it. */
async function sentPhoto({ page, tap }: Phone): Promise<Buffer> {
  await page.evaluate(`{
    const { send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (body) {
      if (body instanceof FormData) window.sentPhoto = body.get("picture");
      return send.call(this, body);
    };
  }`);
  await tap("upload");
  await page.locator("#standardize:visible").waitFor();
  const address = await page.evaluate<string>(`new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(window.sentPhoto);
  })`);
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}

interface Visible {
  readonly width: number;
  readonly height: number;
  readonly address: string;
}

/** Returns the previewed photo once it has loaded from another address than `previous`. */
const previewed = ({ page }: Phone, previous = ""): Promise<Visible> =>
  firstSeen<Visible>(
    page,
    `() => {
      const image = [...document.querySelectorAll(".photo__picture, .compare__before")].find((one) => one.offsetParent !== null);
      if (!image?.complete || image.naturalWidth === 0 || image.src === ${JSON.stringify(previous)}) return null;
      return { width: image.naturalWidth, height: image.naturalHeight, address: image.src };
    }`,
  );

test("a selected photo survives a reload until it is sent", async ({ phone, setting }) => {
  const { page, tap, see } = phone;
  await openPaid(phone, setting, "rules");
  await chooseFromAlbum(phone);
  const previous = await previewed(phone);
  await page.reload();
  await page.locator("#upload:visible").waitFor();
  const { width, height } = await previewed(phone);
  assert.deepEqual([width, height], [previous.width, previous.height]);
  const preview = page.url();
  await tap("upload");
  await page.locator("#standardize:visible").waitFor();
  await page.goto(preview);
  await see(/这里没有待上传的照片/);
});

test("a sideways photo is rotated upright and sent as the page displays it", async ({
  phone,
  setting,
}) => {
  await openPaid(phone, setting, "rules");
  const lying = await sharp(Buffer.from(await goodPhoto().arrayBuffer()))
    .rotate(270)
    .withExif({ IFD0: { Model: "phone of a test" } })
    .jpeg()
    .toBuffer();
  await chooseFromAlbum(phone, blobOf(lying));
  const previous = await previewed(phone);
  await phone.tap("turn");
  const { width, height } = await previewed(phone, previous.address);
  assert.deepEqual([width, height], [previous.height, previous.width]);
  const sent = await sentPhoto(phone);
  assert.ok(sent.includes("phone of a test"), "the metadata are lost");
  assert.equal((await sharp(sent).metadata()).orientation, 6);
});

test("the phone shrinks a very large photo, upright and with its metadata", async ({
  phone,
  setting,
}) => {
  await openPaid(phone, setting, "rules");
  const large = await sharp(Buffer.from(await goodPhoto().arrayBuffer()))
    .resize({ width: 3000, height: 5000 })
    .rotate(270)
    .withExif({ IFD0: { Model: "phone of a test", Orientation: "6" } })
    .jpeg({ quality: 95 })
    .toBuffer();
  await chooseFromAlbum(phone, blobOf(large));
  const sent = await sentPhoto(phone);
  const { width, height, orientation } = await sharp(sent).metadata();
  assert.deepEqual([width, height, orientation], [2458, 4096, 1]);
  const inFewPixels = (picture: Sharp): Promise<Buffer> =>
    picture.resize(12, 20, { fit: "fill" }).removeAlpha().raw().toBuffer();
  const [visible, wanted] = await Promise.all(
    [sharp(sent), sharp(large).autoOrient()].map(inFewPixels),
  );
  const differences = [...(visible ?? [])].map((value, at) =>
    Math.abs(value - (wanted?.[at] ?? 0)),
  );
  assert.ok(Math.max(...differences) < 24, "the photo is not upright");
  assert.ok(sent.includes("phone of a test"), "the metadata are lost");
});
