/** The photo before it is sent: kept over a reload, turned, made smaller; and what lies over a page closes by the way back. */
import assert from "node:assert/strict";
import sharp, { type Sharp } from "sharp";
import { goodPhoto } from "../../people/photos.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { firstSeen } from "../drawn.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { chooseFromAlbum, uploadAndWait, walkToPaid } from "../walk.ts";

const blobOf = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)], { type: "image/jpeg" });

const inFewPixels = (picture: Sharp): Promise<Buffer> =>
  picture.resize(12, 20, { fit: "fill" }).removeAlpha().raw().toBuffer();

/** The photo as `upload` sends it. */
async function sentPhoto({ page }: Phone, upload: () => Promise<void>): Promise<Buffer> {
  await page.evaluate(`{
    const { send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (body) {
      if (body instanceof FormData) window.sentPhoto = body.get("picture");
      return send.call(this, body);
    };
  }`);
  await upload();
  await waitUntil(
    "the photo that is sent",
    () => page.evaluate<boolean>("window.sentPhoto instanceof Blob"),
    (sent) => sent,
  );
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

/** The photo that the page shows, once it has come, checked meanwhile or not. `other`: one at another address than this. */
const shownPhoto = ({ page }: Phone, { other = "" } = {}): Promise<Visible> =>
  firstSeen<Visible>(
    page,
    `() => {
      const image = [...document.querySelectorAll(".photo__picture, .compare__before")].find((one) => one.offsetParent !== null);
      if (!image?.complete || image.naturalWidth === 0 || image.src === ${JSON.stringify(other)}) return null;
      return { width: image.naturalWidth, height: image.naturalHeight, address: image.src };
    }`,
  );

async function shownSize(phone: Phone): Promise<Omit<Visible, "address">> {
  const { width, height } = await shownPhoto(phone);
  return { width, height };
}

test("the way back closes what lies over the page and leaves the page where it is", async ({ phone, world }) => {
  const { page, tap } = phone;
  await walkToPaid(phone, world);
  await tap("go-photo");
  await page.locator("#take-photo:visible").waitFor();
  const address = page.url();
  for (let turn = 0; turn < 2; turn++) {
    await tap("take-photo");
    await page.locator("#from-album:visible").waitFor();
    await page.goBack();
    await page.locator(".sheet").waitFor({ state: "detached" });
    assert.equal(page.url(), address);
  }
  // Closed by its own button, it leaves nothing behind in the way back.
  await tap("take-photo");
  await page.getByRole("button", { name: "关闭" }).click();
  await page.locator(".sheet").waitFor({ state: "detached" });
  await tap("take-photo");
  await tap("from-camera");
  await page.waitForURL(/pages\/capture/);
  await page.goBack();
  await page.waitForURL(/pages\/rules/);
  await page.locator("#take-photo:visible").waitFor();
  assert.equal(await page.locator(".sheet").count(), 0);
  await page.goBack();
  await page.waitForURL((url) => url.href !== address);
});

test("a chosen photo is still there after a reload, and no longer once it was sent", async ({ phone, world }) => {
  const { page, tap, see } = phone;
  await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone);
  const previous = await shownSize(phone);
  await page.reload();
  await page.locator("#upload:visible").waitFor();
  assert.deepEqual(await shownSize(phone), previous);
  const preview = page.url();
  assert.match(await uploadAndWait(phone), /可以提交/);
  await page.goto(preview);
  await see(/这里没有待上传的照片/);
});

test("a photo that lies on its side is turned upright and is sent as it is shown", async ({ phone, world }) => {
  const { tap } = phone;
  await walkToPaid(phone, world);
  await tap("go-photo");
  const upright = Buffer.from(await goodPhoto().arrayBuffer());
  const lying = await sharp(upright)
    .rotate(270)
    .withExif({ IFD0: { Model: "phone of a test" } })
    .jpeg()
    .toBuffer();
  await chooseFromAlbum(phone, blobOf(lying));
  const previous = await shownPhoto(phone);
  await tap("turn");
  const { width, height } = await shownPhoto(phone, { other: previous.address });
  assert.deepEqual({ width, height }, { width: previous.height, height: previous.width });
  let verdict = "";
  const sent = await sentPhoto(phone, async () => {
    verdict = await uploadAndWait(phone);
  });
  assert.match(verdict, /可以提交/);
  assert.ok(sent.includes("phone of a test"), "what the file says was lost");
  assert.equal((await sharp(sent).metadata()).orientation, 6);
});

test("a photo larger than anybody needs is made smaller on the phone, upright, with what its file says", async ({
  phone,
  world,
}) => {
  await walkToPaid(phone, world);
  await phone.tap("go-photo");
  const large = await sharp(Buffer.from(await goodPhoto().arrayBuffer()))
    .resize({ width: 3000, height: 5000 })
    .rotate(270)
    .withExif({ IFD0: { Model: "phone of a test", Orientation: "6" } })
    .jpeg({ quality: 95 })
    .toBuffer();
  await chooseFromAlbum(phone, blobOf(large));
  const sent = await sentPhoto(phone, () => phone.tap("upload"));
  const { width, height, orientation } = await sharp(sent).metadata();
  assert.deepEqual([width, height, orientation], [2458, 4096, 1]);
  const [visible, wanted] = await Promise.all([sharp(sent), sharp(large).autoOrient()].map(inFewPixels));
  const differences = [...(visible ?? [])].map((value, at) => Math.abs(value - (wanted?.[at] ?? 0)));
  assert.ok(Math.max(...differences) < 24, "it does not stand upright");
  assert.ok(sent.includes("phone of a test"), "what the file says was lost");
});
