/** Chapter five: rejected with a reason, taken again by a helper's phone, approved, completed, downloaded. */
import assert from "node:assert/strict";
import { openDaysLeft, studentPagePath } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { z } from "zod";
import { goodPhoto } from "../people/photos.ts";
import { approve, reject } from "../people/reviewer.ts";
import { signInStaff } from "../people/staff.ts";
import { waitUntil } from "../people/wait-until.ts";
import { takeReview } from "../story/review.ts";
import { tellStudents } from "../student/walk.ts";
import { chosen, willing } from "./answers.ts";
import { submit } from "./photos.ts";
import type { Flow, Setting } from "./story.ts";

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

export async function passReview(flow: Flow, setting: Setting, collectionId: string): Promise<void> {
  const { product, wechat, reviewers, wechats, world } = setting;
  await flow("the student sees why the reviewer rejected the photo", async () => {
    await takeReview(reviewers.first, collectionId, product.url);
    await reject(reviewers.first, collectionId, ["background"], "请靠墙再拍一张");
    await wechat.arriveAt("rejected");
    await wechat.see("请靠墙再拍一张");
    await wechat.picture("rejected");
  });
  await flow("a helper's phone opens the link and takes the photo; a second phone may not", async () => {
    await wechat.launch(`/pages/helper-link/index?collectionId=${collectionId}`);
    await wechat.tap("make-link");
    let copied = "";
    wechat.answers.setClipboardData = (options) => {
      copied = JSON.stringify(options);
      return {};
    };
    await wechat.see("发给微信好友");
    await wechat.tapWords("复制链接");
    await wechat.see("链接已复制，可发给对方。");
    await wechat.picture("helper-link");
    const link = /\/pages\/helper\/index#link=[^"]+/.exec(copied)?.[0];
    assert.ok(link, `no link in ${copied}`);
    const card = z.object({ title: z.string().min(1), path: z.string() }).parse(await wechat.share());
    assert.equal(card.path, link.replace("#", "?"));
    const helper = await wechats.open(willing(world, await world.addPerson()));
    await helper.launch(card.path);
    await helper.tap("open-link");
    helper.answers.chooseMedia = () => chosen(goodPhoto());
    await helper.tap("helper-shoot");
    await helper.tap("privacy-agree");
    await helper.page.locator('[wx-id="helper-state"]').getByText("拍得很好").waitFor({ timeout: 180_000 });
    await helper.picture("helper");
    assert.deepEqual(await helper.faults(), []);
    const second = await wechats.open(willing(world, await world.addPerson()));
    await second.launch(card.path);
    await second.tap("open-link");
    await second.page.locator(".notice--danger").waitFor();
    await second.picture("helper-refused");
    await wechat.tapWords("对方拍好了，查看结果");
    await wechat.arriveAt("standard");
  });
  await submit(flow, setting, "what the helper took is submitted");
  await flow("approved by another reviewer, uploaded, and 采集完成", async () => {
    await takeReview(reviewers.second, collectionId, product.url);
    await approve(reviewers.second, collectionId);
    await wechat.page.waitForFunction('host.url().startsWith("/pages/completed/")', undefined, { timeout: registryMs });
    await wechat.see("您的毕业证件照已提交学信网。");
    await wechat.settle();
    await wechat.picture("completed");
  });
  await flow("the standard photo is saved to the album", async () => {
    await wechat.tap("download");
    await wechat.see("标准照已保存。");
    assert.ok(wechat.asked.includes("saveImageToPhotosAlbum"));
    wechat.answers.saveImageToPhotosAlbum = () => ({ fail: "fail auth deny" });
    await wechat.tap("download");
    await wechat.see(/标准照没有保存成功/);
  });
  await flow("the school's day for 图像校对 is told, and WeChat reminds of it where that is allowed", async () => {
    const imageCheckBy = new Date(Date.now() + 6.5 * dayMs).toISOString();
    const operator = await signInStaff(product.url, "operator");
    await tellStudents(operator, { notice: "", printCaption: "2026 届毕业生", imageCheckBy });
    await wechat.launch(`/${studentPagePath("completed", { collectionId })}`);
    await wechat.see(/前到学信网完成图像校对/);
    await wechat.see(new RegExp(`还有 ${openDaysLeft(imageCheckBy, Date.now())} 天`));
    await wechat.tapWords("到期前在微信提醒我");
    await wechat.see("到期前会在微信提醒您。");
    await wechat.picture("image-check");
  });
  await flow("PNG and print sheet are saved to the album too", async () => {
    wechat.answers.saveImageToPhotosAlbum = () => ({});
    const saved = () => wechat.asked.filter((api) => api === "saveImageToPhotosAlbum").length;
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
  await flow("the receipt opens as a PDF with WeChat's menu to save it or send it on", async () => {
    await wechat.tapWords("收据与发票");
    await wechat.arriveAt("payment");
    let opened: unknown = null;
    wechat.answers.openDocument = (options) => {
      opened = options;
      return {};
    };
    await wechat.tap("receipt");
    await wechat.see(/收据已打开/);
    const document = z.object({ filePath: z.string(), fileType: z.literal("pdf"), showMenu: z.literal(true) });
    assert.match(document.parse(opened).filePath, /\/gradphoto-receipt-[0-9a-f]{32}\.pdf$/);
    await wechat.picture("receipt");
    wechat.answers.openDocument = () => ({ fail: "fail filetype not supported" });
    await wechat.tap("receipt");
    await wechat.see(/没有取到收据/);
  });
  await flow("the data are copied as text, and the page names the browser for all of it with photos", async () => {
    let copied: unknown = null;
    wechat.answers.setClipboardData = (options) => {
      copied = options;
      return {};
    };
    await wechat.launch(`/${studentPagePath("my-data")}`);
    await wechat.see(/请用系统浏览器打开 http\S+my-data/);
    await wechat.tap("copy-address");
    await wechat.see(/已复制/);
    assert.match(z.object({ data: z.string() }).parse(copied).data, /^http\S+my-data/);
    wechat.answers.setClipboardData = () => ({ fail: "setClipboardData:fail" });
    await wechat.tap("take-along");
    await wechat.see(/没有复制成功，请再点一次/);
    wechat.answers.setClipboardData = (options) => {
      copied = options;
      return {};
    };
    await wechat.tap("take-along");
    await wechat.see(/已复制/);
    const { data } = z.object({ data: z.string() }).parse(copied);
    const { collections } = routeDefinitions.exportMyData.answers.parse(JSON.parse(data));
    assert.ok(collections.some((one) => one.collectionId === collectionId));
    wechat.answers.setClipboardData = () => ({});
  });
  await flow("every message that was sent opens the collection that it tells of", async () => {
    const { miniProgramOpenid } = people
      .parse(await world.control("GET", "/wechat/users"))
      .find(({ id }) => id === setting.person.id) ?? { miniProgramOpenid: "" };
    const wanted = ["审核未通过", "审核通过", "采集完成"];
    const sent = await waitUntil(
      "The message of each change",
      async () =>
        messages
          .parse(await world.control("GET", "/wechat/messages"))
          .filter(({ openid }) => openid === miniProgramOpenid),
      ({ length }) => length >= wanted.length,
    );
    assert.deepEqual(sent.map(({ data }) => data.phrase2.value).sort(), wanted.sort());
    for (const { page } of sent) {
      await wechat.launch(`/${page}`);
      await wechat.arriveAt("collection");
      await wechat.see("采集完成");
    }
  });
}
