/** Chapter four: a photo that will not do, one that is cut off on its way, one that will do, and its submission. */
import assert from "node:assert/strict";
import { badPhoto, goodPhoto } from "../people/photos.ts";
import { chosen, taken } from "./answers.ts";
import type { Flow, Setting } from "./story.ts";
import type { Wechat } from "./wechat.ts";

const makingMs = 180_000;
/** A line so slow that the upload can be seen. */
const slowBytesPerSecond = 20_000;

export async function takePhoto(wechat: Wechat, photo: Blob): Promise<void> {
  wechat.answers.takePhoto = () => taken(photo);
  await wechat.tap("take-photo");
  await wechat.tap("from-camera");
  await wechat.arriveAt("capture");
  await wechat.tap("shoot");
  await wechat.arriveAt("preview");
}

export async function seeVerdict(wechat: Wechat, words: string | RegExp): Promise<void> {
  await wechat.arriveAt("standard");
  await wechat.page.locator('.wx-page [wx-id="verdict"]').last().getByText(words).waitFor({ timeout: makingMs });
}

export async function takePhotos(flow: Flow, { wechat, line }: Setting): Promise<void> {
  await flow(
    "a camera that may not be used is told and opens once it may, and the phone's own one takes a photo as well",
    async () => {
      wechat.answers.camera = () => ({ fail: "fail auth deny" });
      await wechat.tap("take-photo");
      await wechat.tap("from-camera");
      await wechat.see(/无法打开摄像头/);
      wechat.answers.chooseMedia = () => ({ fail: "fail cancel" });
      await wechat.tap("system-camera");
      await wechat.picture("capture-closed");
      await wechat.arriveAt("capture");
      wechat.answers.camera = () => ({});
      await wechat.page.locator(".wx-page").last().locator(".icon-button").last().tap();
      await wechat.arriveAt("settings");
      // Nobody goes back before there is a page to go back from.
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
  await flow("the outline of head and shoulders lies still over the camera", async () => {
    await wechat.tap("take-photo");
    await wechat.tap("from-camera");
    await wechat.page.waitForFunction(`host.canTap("shoot")`);
    await wechat.page.locator(".wx-page .camera__guide").last().waitFor({ state: "attached" });
    const drawn = () => wechat.page.locator(".wx-page .camera").last().innerHTML();
    const previous = await drawn();
    await wechat.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assert.equal(await drawn(), previous);
    assert.match(previous, /camera__guide/);
    await wechat.picture("capture");
    await wechat.back();
    await wechat.arriveAt("rules");
  });
  await flow("the way back closes what lies over the page and leaves the page", async () => {
    await wechat.tap("take-photo");
    await wechat.page.locator(".wx-page .sheet").waitFor();
    await wechat.back();
    await wechat.page.locator(".wx-page .sheet").waitFor({ state: "detached" });
    await wechat.arriveAt("rules");
  });
  await flow("a photo that will not do is refused with the reasons and what to do", async () => {
    await takePhoto(wechat, badPhoto());
    await wechat.picture("preview");
    await wechat.tap("upload");
    await wechat.tap("standardize");
    await seeVerdict(wechat, /这张照片还不能用/);
    await wechat.see(/需要注意的 \d+ 处/);
    await wechat.picture("standard-refused");
    assert.equal(await wechat.page.locator('.wx-page [wx-id="submit"]').count(), 0);
  });
  await flow("the network is cut during the upload: the photo stays, the words say so, and it goes on", async () => {
    await wechat.tap("retake");
    await wechat.arriveAt("rules");
    await takePhoto(wechat, goodPhoto());
    const network = await wechat.page.context().newCDPSession(wechat.page);
    const speed = async (uploadThroughput: number): Promise<void> => {
      await network.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    };
    await speed(slowBytesPerSecond);
    await wechat.tap("upload");
    await wechat.see(/正在上传 [1-9]\d?%/);
    line.cut();
    await wechat.page.locator(".wx-page .notice--danger").last().waitFor();
    await wechat.arriveAt("preview");
    await wechat.picture("upload-cut");
    line.repair();
    await speed(-1);
    await wechat.tap("upload");
    await wechat.tap("standardize");
    await seeVerdict(wechat, /机器检查已通过，待人工审核|可以提交，待人工审核/);
    await wechat.picture("standard");
  });
}

export async function submit(flow: Flow, { wechat }: Setting, what: string): Promise<void> {
  await flow(what, async () => {
    await wechat.tap("submit");
    await wechat.arriveAt("submit");
    await wechat.see("照片一经提交审核通过，不支持修改信息或更换照片。");
    await wechat.page.locator(".wx-page").last().locator(".tick").tap();
    await wechat.tap("confirm-submit");
    await wechat.arriveAt("review");
    await wechat.see("审核中");
    await wechat.picture("review");
    assert.ok(wechat.asked.includes("requestSubscribeMessage"), "WeChat's messages were not asked for");
  });
}
