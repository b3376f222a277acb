/** From the review to the finished photo and everything that a student does with it. */
import assert from "node:assert/strict";
import {
  allStudentPages,
  remainingOpenDays,
  studentPageFile,
  studentPagePath,
} from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { z } from "zod";
import { goodPhoto } from "../people/photos.ts";
import { approve, reject } from "../people/reviewer.ts";
import { signInStaff } from "../people/staff.ts";
import { waitUntil } from "../people/wait-until.ts";
import { takeReview } from "../story/review.ts";
import { changeTexts } from "../student/walk.ts";
import { submit } from "./photos.ts";
import type { Setting, Step } from "./setting.ts";
import { taken, type Wechat, willing } from "./wechat.ts";

const people = z.array(z.object({ id: z.string(), miniProgramOpenid: z.string() }));
const messages = z.array(
  z.object({
    openid: z.string(),
    page: z.string(),
    data: z.object({ phrase2: z.object({ value: z.string() }) }),
  }),
);

const dayMs = 86_400_000;
const registryMs = 120_000;

/** Records the options of an API's latest call from now on. */
function record({ answers }: Wechat, api: string): () => unknown {
  let latest: unknown = null;
  answers[api] = (options) => {
    latest = options;
    return {};
  };
  return () => latest;
}

const clipboard = z.object({ data: z.string() });

export async function passReview(
  step: Step,
  setting: Setting,
  collectionId: string,
): Promise<void> {
  const { product, wechat, reviewers, wechats, world } = setting;
  await step("the student sees the reason for the rejection", async () => {
    await takeReview(reviewers.first, collectionId, product.url);
    await reject(reviewers.first, collectionId, ["background"], "请靠墙再拍一张");
    await wechat.arriveAt("rejected");
    await wechat.see("请靠墙再拍一张");
  });
  await step("a helper's phone opens the link and takes the photo", async () => {
    await wechat.launch(`/pages/helper-link/index?collectionId=${collectionId}`);
    await wechat.tap("make-link");
    const copied = record(wechat, "setClipboardData");
    await wechat.see("发给微信好友");
    await wechat.tapWords("复制链接");
    await wechat.see("链接已复制，可发给对方。");
    const link = /\/pages\/helper\/index#link=[^"]+/.exec(JSON.stringify(copied()))?.[0];
    assert.ok(link, "the link is not in the clipboard");
    const card = z
      .object({ title: z.string().min(1), path: z.string() })
      .parse(await wechat.share());
    assert.equal(card.path, link.replace("#", "?"));
    const helper = await wechats.open(willing(world, await world.addPerson()));
    await helper.launch(card.path);
    await helper.tap("open-link");
    helper.answers.takePhoto = () => taken(goodPhoto());
    await helper.tap("helper-shoot");
    await helper.tap("privacy-agree");
    await helper.tap("shoot");
    await helper.tap("helper-send");
    await helper.page
      .locator('[wx-id="helper-state"]')
      .getByText("可以提交，请告诉对方")
      .waitFor({ timeout: 180_000 });
    assert.deepEqual(await helper.faults(), []);
    await wechat.arriveAt("standard");
  });
  await submit(step, setting, "the helper's photo is submitted");
  await step("another reviewer approves", async () => {
    await takeReview(reviewers.second, collectionId, product.url);
    await approve(reviewers.second, collectionId);
  });
}

/** Opens every page of the package by its address, while the registry examines the photo. */
export async function openEveryPage(
  step: Step,
  { wechat }: Setting,
  collectionId: string,
): Promise<void> {
  await step(
    "every page opens by its address without a fault, and all requests go to one service",
    async () => {
      const origins = new Set<string>();
      // The page that checks photos on the phone exists only on the web.
      for (const name of allStudentPages.filter((page) => page !== "try")) {
        const path = studentPageFile(name);
        await wechat.launch(`/${path}?collectionId=${collectionId}`);
        await wechat.page.locator(".wx-page .page__body").last().waitFor();
        await wechat.page.waitForFunction("document.querySelectorAll('.skeleton').length === 0");
        await wechat.settle();
        assert.deepEqual(await wechat.faults(), [], path);
        for (const origin of await wechat.origins()) origins.add(origin);
      }
      assert.equal(origins.size, 1, `asked ${[...origins].join(", ")}`);
    },
  );
}

export async function complete(step: Step, setting: Setting, collectionId: string): Promise<void> {
  const { product, wechat, world } = setting;
  await step("the page displays that the registry has accepted the photo", async () => {
    await wechat.launch(`/${studentPagePath("review", { collectionId })}`);
    await wechat.page.waitForFunction('host.url().startsWith("/pages/completed/")', undefined, {
      timeout: registryMs,
    });
    await wechat.see("您的毕业证件照已提交学信网。");
    await wechat.settle();
  });
  await step("the standard photo is saved to the album, and a failure is displayed", async () => {
    await wechat.tap("download");
    await wechat.see("标准照已保存。");
    assert.ok(wechat.calls.includes("saveImageToPhotosAlbum"));
    wechat.answers.saveImageToPhotosAlbum = () => ({ fail: "fail auth deny" });
    await wechat.tap("download");
    await wechat.see(/标准照没有保存成功/);
  });
  await step(
    "the page displays the school's deadline for 图像校对, and WeChat reminds of it if allowed",
    async () => {
      const imageCheckBy = new Date(Date.now() + 6.5 * dayMs).toISOString();
      const operator = await signInStaff(product.url, "operator");
      await changeTexts(operator, { notice: "", printCaption: "2026 届毕业生", imageCheckBy });
      await wechat.launch(`/${studentPagePath("completed", { collectionId })}`);
      await wechat.see(/前到学信网完成图像校对/);
      await wechat.see(new RegExp(`还有 ${remainingOpenDays(imageCheckBy, Date.now())} 天`));
      await wechat.tapWords("到期前在微信提醒我");
      await wechat.see("到期前会在微信提醒您。");
    },
  );
  await step("PNG and print sheet are saved to the album too", async () => {
    wechat.answers.saveImageToPhotosAlbum = () => ({});
    const saved = () => wechat.calls.filter((api) => api === "saveImageToPhotosAlbum").length;
    const previous = saved();
    const arrives = (count: number) =>
      waitUntil(
        "The picture in the album",
        async () => saved() - previous,
        (now) => now === count,
      );
    await wechat.tap("download-png");
    await arrives(1);
    await wechat.tap("print-sheet");
    await wechat.tap("paper-6in");
    await arrives(2);
    await wechat.see("排版照已保存。");
  });
  await step("the receipt opens as a PDF with WeChat's menu to save and forward it", async () => {
    await wechat.tapWords("收据与发票");
    await wechat.arriveAt("payment");
    const opened = record(wechat, "openDocument");
    await wechat.tap("receipt");
    await wechat.see(/收据已打开/);
    const document = z.object({
      filePath: z.string(),
      fileType: z.literal("pdf"),
      showMenu: z.literal(true),
    });
    assert.match(document.parse(opened()).filePath, /\/gradphoto-receipt-[0-9a-f]{32}\.pdf$/);
    wechat.answers.openDocument = () => ({ fail: "fail filetype not supported" });
    await wechat.tap("receipt");
    await wechat.see(/没有取到收据/);
  });
  await step(
    "the student's data are copied as text, and the page refers to the browser for the ZIP",
    async () => {
      const copied = record(wechat, "setClipboardData");
      await wechat.launch(`/${studentPagePath("my-data")}`);
      await wechat.see(/请用系统浏览器打开 http\S+my-data/);
      await wechat.tap("copy-address");
      await wechat.see(/已复制/);
      assert.match(clipboard.parse(copied()).data, /^http\S+my-data/);
      wechat.answers.setClipboardData = () => ({ fail: "setClipboardData:fail" });
      await wechat.tap("take-along");
      await wechat.see(/没有复制成功，请再点一次/);
      const copiedData = record(wechat, "setClipboardData");
      await wechat.tap("take-along");
      await wechat.see(/已复制/);
      const { collections } = routeDefinitions.exportMyData.answers.parse(
        JSON.parse(clipboard.parse(copiedData()).data),
      );
      assert.ok(collections.some((one) => one.collectionId === collectionId));
    },
  );
  await step("every sent message opens its collection", async () => {
    const own = people
      .parse(await world.control("GET", "/wechat/users"))
      .find(({ id }) => id === setting.person.id);
    const labels = ["审核未通过", "审核通过", "采集完成"];
    const sent = await waitUntil(
      "The message of each change",
      async () =>
        messages
          .parse(await world.control("GET", "/wechat/messages"))
          .filter(({ openid }) => openid === own?.miniProgramOpenid),
      ({ length }) => length >= labels.length,
    );
    assert.deepEqual(sent.map(({ data }) => data.phrase2.value).sort(), labels.sort());
    for (const page of new Set(sent.map((message) => message.page))) {
      await wechat.launch(`/${page}`);
      await wechat.arriveAt("collection");
      await wechat.see("采集完成");
    }
  });
  await step("language and session survive a restart", async () => {
    await wechat.launch("/pages/settings/index");
    await wechat.tapWords("English");
    await wechat.see("Appearance");
    await wechat.launch();
    await wechat.see("My collections");
    await wechat.launch("/pages/settings/index");
    await wechat.tapWords("中文");
    await wechat.see("外观");
    await wechat.launch();
    await wechat.see("我的采集");
    await wechat.see("采集完成");
  });
}
