/** Photos in the mini-program: camera, refused photo, interrupted upload, submission. */
import assert from "node:assert/strict";
import { badPhoto, goodPhoto } from "../people/photos.ts";
import type { Setting, Step } from "./setting.ts";
import { chosen, taken, type Wechat } from "./wechat.ts";

const makingMs = 180_000;
/** Speed of the upload, slow enough to see its progress. */
const slowBytesPerSecond = 20_000;

async function openCamera(wechat: Wechat, button = "take-photo"): Promise<void> {
  await wechat.tap(button);
  await wechat.tap("from-camera");
  await wechat.arriveAt("capture");
}

async function takePhoto(wechat: Wechat, photo: Blob, button = "take-photo"): Promise<void> {
  wechat.answers.takePhoto = () => taken(photo);
  await openCamera(wechat, button);
  await wechat.tap("shoot");
  await wechat.arriveAt("preview");
}

async function makePhoto(wechat: Wechat, verdict: RegExp): Promise<void> {
  await wechat.tap("upload");
  await readStandard(wechat, verdict);
}

async function readStandard(wechat: Wechat, verdict: RegExp): Promise<void> {
  await wechat.tap("standardize");
  await wechat.arriveAt("standard");
  await wechat.page
    .locator('.wx-page [wx-id="verdict"]')
    .last()
    .getByText(verdict)
    .waitFor({ timeout: makingMs });
}

export async function takePhotos(step: Step, { wechat, connection }: Setting): Promise<void> {
  await step(
    "a denied camera opens once it is allowed, and the phone's own camera works too",
    async () => {
      wechat.answers.camera = () => ({ fail: "fail auth deny" });
      await openCamera(wechat);
      await wechat.see(/无法打开摄像头/);
      wechat.answers.chooseMedia = () => ({ fail: "fail cancel" });
      await wechat.tap("system-camera");
      await wechat.arriveAt("capture");
      wechat.answers.camera = () => ({});
      await wechat.tapClass("icon-button");
      await wechat.arriveAt("settings");
      // The page stack contains the settings page only once it is drawn.
      await wechat.see(/语言/);
      await wechat.back();
      await wechat.arriveAt("capture");
      await wechat.page.waitForFunction(`host.canTap("shoot")`);
      wechat.answers.chooseMedia = () => chosen(badPhoto());
      await wechat.tap("system-camera");
      await wechat.arriveAt("preview");
      await wechat.back();
      await wechat.arriveAt("rules");
    },
  );
  await step("the outline of head and shoulders stays still over the camera", async () => {
    await openCamera(wechat);
    await wechat.page.waitForFunction(`host.canTap("shoot")`);
    await wechat.page.locator(".wx-page .camera__guide").last().waitFor({ state: "attached" });
    const drawn = () => wechat.page.locator(".wx-page .camera").last().innerHTML();
    const previous = await drawn();
    await wechat.page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
    assert.equal(await drawn(), previous);
    assert.match(previous, /camera__guide/);
    await wechat.back();
    await wechat.arriveAt("rules");
  });
  await step("the back button closes a sheet and stays on the page", async () => {
    await wechat.tap("take-photo");
    await wechat.page.locator(".wx-page .sheet").waitFor();
    await wechat.back();
    await wechat.page.locator(".wx-page .sheet").waitFor({ state: "detached" });
    await wechat.arriveAt("rules");
  });
  await step("a refused photo displays the reasons and advice", async () => {
    await takePhoto(wechat, badPhoto());
    await makePhoto(wechat, /这张照片还不能用/);
    await wechat.see(/需要注意的 \d+ 处/);
    assert.equal(await wechat.page.locator('.wx-page [wx-id="submit"]').count(), 0);
  });
  await step(
    "an upload whose connection is cut retains the photo and continues by itself",
    async () => {
      await takePhoto(wechat, goodPhoto(), "retake");
      const network = await wechat.page.context().newCDPSession(wechat.page);
      const limit = async (uploadThroughput: number): Promise<void> => {
        const unlimited = { offline: false, latency: 0, downloadThroughput: -1 };
        await network.send("Network.emulateNetworkConditions", { ...unlimited, uploadThroughput });
      };
      await limit(slowBytesPerSecond);
      await wechat.tap("upload");
      await wechat.see(/正在上传 [1-9]\d?%/);
      connection.cut();
      await wechat.see(/网络恢复后会自动继续上传/);
      await wechat.arriveAt("preview");
      await limit(-1);
      connection.repair();
      await readStandard(wechat, /机器检查已通过，待人工审核|可以提交，待人工审核/);
    },
  );
}

export async function submit(step: Step, { wechat }: Setting, name: string): Promise<void> {
  await step(name, async () => {
    await wechat.tap("submit");
    await wechat.arriveAt("submit");
    await wechat.see("照片一经提交审核通过，不支持修改信息或更换照片。");
    await wechat.tapClass("tick");
    await wechat.tap("confirm-submit");
    await wechat.arriveAt("review");
    await wechat.see("审核中");
    assert.ok(
      wechat.calls.includes("requestSubscribeMessage"),
      "the app did not ask for WeChat's messages",
    );
  });
}
