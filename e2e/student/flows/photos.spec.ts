/** What stops a photo, and what does not lose it. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { pause } from "../../product/processes.ts";
import { test } from "../test.ts";
import { chooseFromAlbum, refusedInWords, uploadAndWait, walkToPaid } from "../walk.ts";

/** Longer than the page pauses between two questions. */
const slowAnswerMs = 3500;

/** The phone's one camera becomes its rear one, where that is what the page insists on. */
const rearCamera = `
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async ({ video: { facingMode, ...size } }) => {
    const stream = await open({ video: size });
    const [track] = stream.getVideoTracks();
    const settings = track.getSettings.bind(track);
    track.getSettings = () => ({ ...settings(), facingMode: facingMode?.exact });
    return stream;
  };
`;

test("the rear lens is insisted on; where there is none it is told, and which lens it was goes with the photo", async ({
  phone,
  world,
}) => {
  const { page, tap, see } = phone;
  await walkToPaid(phone, world);
  const sentFrom = async (): Promise<string | null> => {
    const uploadRequest = page.waitForRequest(/\/attempts\?source=/);
    await tap("upload");
    return new URL((await uploadRequest).url()).searchParams.get("source");
  };
  await tap("go-photo");
  await tap("take-photo");
  await tap("from-camera");
  await see(/没有找到后置摄像头/);
  await tap("shoot");
  await page.locator("#upload:visible").waitFor();
  assert.equal(await sentFrom(), "other-camera");
  await page.addInitScript(rearCamera);
  await tap("standardize");
  await page.locator("#verdict:visible").waitFor({ timeout: 180_000 });
  const { searchParams } = new URL(page.url());
  await page.goto(`/pages/rules/index?collectionId=${searchParams.get("collectionId")}`);
  await tap("take-photo");
  await tap("from-camera");
  await page.locator("#shoot:visible:enabled").waitFor();
  // Which lens it is has been told with its opening.
  assert.equal(await page.getByText(/没有找到后置摄像头/).count(), 0);
  await tap("shoot");
  await page.locator("#upload:visible").waitFor();
  assert.equal(await sentFrom(), "camera");
});

test("a device without any camera is told so, and a photo is chosen from the album instead", async ({
  phone,
  world,
}) => {
  const { page, tap, see } = phone;
  await walkToPaid(phone, world);
  await page.evaluate(
    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'))",
  );
  await tap("go-photo");
  await tap("take-photo");
  await tap("from-camera");
  await see("这台设备没有摄像头，不能在这里拍摄。");
  assert.equal(await page.locator("#system-camera:visible").count(), 0);
  await phone.give("album", goodPhoto(), "photo.jpg");
  await uploadAndWait(phone);
});

test("an upload that is cut off is taken up again and nothing is lost", async ({ phone, world }) => {
  await walkToPaid(phone, world);
  await phone.tap("go-photo");
  await chooseFromAlbum(phone);
  let cuts = 0;
  await phone.page.route(/\/attempts\?source=/, async (route) => {
    cuts += 1;
    // The first reaches the service and its answer is lost; the second does not reach it at all.
    if (cuts === 1) await route.fetch();
    if (cuts <= 2) await route.abort("connectionreset");
    else await route.continue();
  });
  assert.match(await uploadAndWait(phone), /可以提交/);
  assert.equal(cuts, 3);
});

test("the engine's own steps are told as they begin, and the result comes without being asked for again and again", async ({
  phone,
  world,
  product,
}) => {
  await walkToPaid(phone, world);
  await phone.tap("go-photo");
  await chooseFromAlbum(phone);
  let count = 0;
  phone.page.on("request", (request) => {
    if (/\/attempts\/[0-9a-f-]+$/.test(request.url())) count += 1;
  });
  // Nothing begins before the page listens, however long it takes to open.
  const goOn = pause(product, "worker.ts");
  const listens = phone.page.waitForResponse(/\/events$/).finally(goOn);
  const step = phone.page.locator("[data-step]:visible").waitFor();
  const [verdict] = await Promise.all([uploadAndWait(phone), listens, step]);
  assert.match(verdict, /可以提交/);
  assert.ok(count <= 3, `the result was asked for ${count} times`);
});

for (const hasEvents of [true, false]) {
  test(`where each answer is slow ${hasEvents ? "and events come" : "and no event comes"}, the result still comes`, async ({
    phone,
    world,
  }) => {
    await walkToPaid(phone, world);
    await phone.tap("go-photo");
    await chooseFromAlbum(phone);
    if (!hasEvents) await phone.page.route(/\/events$/, (route) => route.abort("connectionreset"));
    await phone.page.route(/\/attempts\/[0-9a-f-]+$/, async (route) => {
      const response = await route.fetch();
      await delay(slowAnswerMs);
      await route.fulfill({ response });
    });
    assert.match(await uploadAndWait(phone), /可以提交/);
  });
}

test("a file that is no photo is refused in words and the way to another stays open", async ({ phone, world }) => {
  await walkToPaid(phone, world);
  await phone.tap("go-photo");
  await chooseFromAlbum(phone, new Blob(["no photo"], { type: "image/jpeg" }));
  await phone.see(/无法显示这张照片/);
  await phone.tap("upload");
  await phone.page.locator("[data-code^=photo-]:visible").waitFor();
  await phone.tap("retake");
  await phone.page.locator("#take-photo:visible").waitFor();
});

test("a photo that the machine refused is handed to a person, with the student's reason", async ({ phone, world }) => {
  const { page, tap, type } = phone;
  await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone, badPhoto());
  assert.match(await uploadAndWait(phone), /还不能用/);
  await tap("ask-person");
  await type("appeal-reason", "这是我平时的样子，请人来看");
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.waitForURL(/pages\/review/);
  await phone.see(/审核中/);
});

test("a consent that was taken back stops the upload in words", async ({ phone, world }) => {
  const { page, see, tap } = phone;
  const collectionId = await walkToPaid(phone, world);
  await page.goto("/pages/my-data/index");
  await page.getByRole("button", { name: "撤回" }).first().click();
  await page.getByRole("button", { name: "确认撤回" }).click();
  await see(/\d 撤回/);
  await page.goto(`/pages/rules/index?collectionId=${collectionId}`);
  await chooseFromAlbum(phone);
  await tap("upload");
  await refusedInWords(phone, "consent-missing");
  await page.getByRole("button", { name: "去确认同意" }).click();
  await page.getByRole("checkbox").filter({ visible: true }).first().click();
  await tap("pay");
  await tap("upload");
  await page.locator("#standardize:visible").waitFor();
});

test("submitting is offered also when the collection was answered before the engine had finished", async ({
  phone,
  world,
}) => {
  const { page, tap } = phone;
  const collectionId = await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone);
  const path = `/v1/collections/${collectionId}/attempts`;
  const { answers } = routeDefinitions.listAttempts;
  await page.route(`**${path}**`, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const url = new URL(path, route.request().url()).href;
    await waitUntil(
      "the finished photo",
      async () => answers.parse(await (await route.fetch({ url })).json()).attempts[0]?.verdict ?? null,
      (verdict) => verdict !== null,
      180_000,
    );
    await route.continue();
  });
  await uploadAndWait(phone);
  await page.locator("#submit:visible").waitFor();
});
