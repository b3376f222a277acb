/** What the machine found, as the student reads it: each matter once, its place on the photo, numbers on request. */
import assert from "node:assert/strict";
import sharp from "sharp";
import { badPhoto } from "../../people/photos.ts";
import { reject } from "../../people/reviewer.ts";
import { comesIntoSight } from "../in-sight.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { chooseFromAlbum, inReviewersHand, submit, uploadAndWait, walkToPaid } from "../walk.ts";

/** Hills under a sky, and nobody in sight. */
const landscape = async (): Promise<Blob> => {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600"><defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#6fa8dc"/><stop offset="1" stop-color="#fce5cd"/></linearGradient></defs><rect width="1200" height="1600" fill="url(#sky)"/><path d="M0 1000 Q300 700 600 980 T1200 900 V1600 H0z" fill="#38761d"/><path d="M0 1250 Q400 1000 800 1240 T1200 1200 V1600 H0z" fill="#274e13"/></svg>`;
  return new Blob([new Uint8Array(await sharp(Buffer.from(drawing)).jpeg().toBuffer())], { type: "image/jpeg" });
};

const wall = async (): Promise<Blob> => {
  const plain = sharp({ create: { width: 900, height: 1200, channels: 3, background: "#b8c4d0" } });
  return new Blob([new Uint8Array(await plain.jpeg().toBuffer())], { type: "image/jpeg" });
};

const cards = ({ page }: Phone) => page.locator("[data-finding]:visible");

for (const [what, photo] of [
  ["a landscape", landscape],
  ["a plain wall", wall],
] as const) {
  test(`a photo without a person, ${what}, gives one card with one thing to do`, async ({ phone, world }) => {
    const { page, see, tap } = phone;
    await walkToPaid(phone, world);
    await tap("go-photo");
    await chooseFromAlbum(phone, await photo());
    assert.match(await uploadAndWait(phone), /再拍一张/);
    await see("需要注意的 1 处");
    assert.equal(await cards(phone).getAttribute("data-finding"), "no-face");
    await see(/请先转正再上传/);
    assert.equal(
      await page
        .getByText(/未能判断|已通过/)
        .filter({ visible: true })
        .count(),
      0,
    );
    assert.equal(await page.getByText("没有找到清楚的人脸").filter({ visible: true }).count(), 0);
    await page.getByRole("button", { name: "详情", exact: true }).filter({ visible: true }).click();
    await see(/没有找到清楚的人脸/);
  });
}

test("each matter is told once with what to do, its numbers on request, and a tap shows its place in sight", async ({
  phone,
  world,
}) => {
  const { page, tap } = phone;
  await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone, badPhoto());
  await uploadAndWait(phone);
  const reported = await cards(phone).evaluateAll((matches) =>
    matches.map((card) => card.getAttribute("data-finding")),
  );
  assert.equal(new Set(reported).size, reported.length);
  assert.ok(reported.includes("headwear"));
  const text = (await page.locator("[data-finding=headwear]:visible").textContent()) ?? "";
  assert.match(text, /戴着帽子或头饰/);
  assert.doesNotMatch(text, /\d/);
  const card = page.locator("[data-finding=headwear]:visible");
  await card.getByRole("button", { name: "详情", exact: true }).click();
  assert.match((await card.textContent()) ?? "", /头顶被织物遮住的比例 \d+%/);
  await card.locator(".finding__tap").click();
  await page.locator(".photo__layer:visible").waitFor();
  await comesIntoSight(page, "#judged-photo");
  await page.locator("#passed:visible").getByRole("button", { name: "展开" }).click();
  const passed = (await page.locator("#passed:visible").textContent()) ?? "";
  assert.match(passed, /未戴口罩/);
  assert.doesNotMatch(passed, /戴着口罩|· 通过/);
});

test("while a person has to look, nobody is told that all is well; the review and the rejection show the photo", async ({
  phone,
  world,
  reviewer,
}) => {
  const { page, see, tap } = phone;
  const collectionId = await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone);
  assert.match(await uploadAndWait(phone), /待人工审核/);
  await submit(phone);
  const photo = page.locator("#submitted-photo:visible .photo__picture");
  await photo.waitFor();
  await see(/待人工审核|由审核员决定/);
  assert.equal(await page.getByText("符合全部要求").count(), 0);
  await inReviewersHand(reviewer, collectionId);
  await reject(reviewer, collectionId, ["ears-hidden", "make-up"], "请把耳朵露出来");
  await page.waitForURL(/pages\/rejected/);
  await page.locator("#refused-photo:visible .photo__picture").waitFor();
  await page.locator("#refused-photo:visible .photo__layer").waitFor();
  assert.equal(await page.locator("#place-make-up:visible").count(), 0);
  await tap("place-ears-hidden");
  await comesIntoSight(page, "#refused-photo");
});
