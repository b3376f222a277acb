/** The camera page, and the sheet that offers camera and album. */
import assert from "node:assert/strict";
import { goodPhoto } from "../../people/photos.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { test } from "../test.ts";
import { addPaid, openAs, openCamera, openPaid, pathOf, shoot } from "../walk.ts";

/** Script that makes the test camera report itself as the rear one if the page requires that. */
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

test("the camera page requires the rear lens, and the upload names the lens that took the photo", async ({
  phone,
  setting,
}) => {
  const { page, tap, see } = phone;
  const sourceOfUpload = async (): Promise<string | null> => {
    const request = page.waitForRequest(/\/attempts\?source=/);
    await tap("upload");
    return new URL((await request).url()).searchParams.get("source");
  };
  await openPaid(phone, setting, "rules");
  await openCamera(phone);
  await see(/没有找到后置摄像头/);
  await shoot(phone);
  assert.equal(await sourceOfUpload(), "other-camera");
  await page.addInitScript(rearCamera);
  await openPaid(phone, setting, "rules");
  await openCamera(phone);
  // The page knows the lens once the camera is open.
  assert.equal(await page.getByText(/没有找到后置摄像头/).count(), 0);
  await shoot(phone);
  assert.equal(await sourceOfUpload(), "camera");
});

test("a device without a camera offers the album instead", async ({ phone, setting }) => {
  const { page, tap, see } = phone;
  await openPaid(phone, setting, "rules");
  await page.evaluate(
    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'))",
  );
  await tap("take-photo");
  await tap("from-camera");
  await see("这台设备没有摄像头，不能在这里拍摄。");
  assert.equal(await page.locator("#system-camera:visible").count(), 0);
  await phone.give("album", goodPhoto(), "photo.jpg");
  await page.locator("#upload:visible").waitFor();
});

test("the camera and the preview work without an error message if the engine fails to load", async ({
  phone,
  setting,
}) => {
  const { page, see } = phone;
  let missed = 0;
  await page.context().route("**/engine/**", async (route) => {
    await route.abort();
    missed += 1;
  });
  const missesAnother = (previous: number) =>
    waitUntil(
      "A request for the engine",
      async () => missed,
      (count) => count > previous,
    );
  await openPaid(phone, setting, "rules");
  await openCamera(phone);
  // The page offers spoken hints until the engine fails.
  await missesAnother(0);
  await page.locator("#spoken").waitFor({ state: "detached" });
  await see(/头顶留空/);
  const previous = missed;
  await shoot(phone);
  await missesAnother(previous);
  await page.locator("#phone-check").waitFor({ state: "detached" });
  assert.equal(await page.locator(".notice--danger:visible").count(), 0);
});

test("the preview says that a large photo is being read", async ({ phone, setting }) => {
  const { page, tap, see } = phone;
  await openPaid(phone, setting, "rules");
  // Reading lasts until the page may decode the picture.
  await page.evaluate(`{
    const { src } = Object.getOwnPropertyDescriptors(HTMLImageElement.prototype);
    window.readOn = () => {};
    Object.defineProperty(HTMLImageElement.prototype, "src", {
      ...src,
      set(url) {
        if (url.startsWith("blob:") && !this.isConnected) window.readOn = () => src.set.call(this, url);
        else src.set.call(this, url);
      },
    });
  }`);
  await tap("take-photo");
  await phone.give("from-album", goodPhoto(), "photo.jpg");
  await see(/正在读取照片/);
  await page.evaluate("window.readOn()");
  await page.waitForURL(/pages\/preview/);
});

test("the browser's back button closes a sheet and stays on the page", async ({
  phone,
  setting,
}) => {
  const { page, tap } = phone;
  const student = await addPaid(setting);
  await openAs(phone, student.client, pathOf("collection", student));
  await tap("go-on");
  await page.locator("#take-photo:visible").waitFor();
  const address = page.url();
  for (let turn = 0; turn < 2; turn++) {
    await tap("take-photo");
    await page.locator("#from-album:visible").waitFor();
    await page.goBack();
    await page.locator(".sheet").waitFor({ state: "detached" });
    assert.equal(page.url(), address);
  }
  // A sheet that its own button closed leaves no entry in the history.
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
