/** The complete path in the browser, and the events between submission and completion. */
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { remainingOpenDays } from "@gradphoto/domain";
import sharp from "sharp";
import { openClient, take } from "../../people/client.ts";
import type { OutsideWorld } from "../../people/outside-world.ts";
import { textMessagesOf } from "../../people/outside-world.ts";
import { goodPhoto } from "../../people/photos.ts";
import { approve, reject } from "../../people/reviewer.ts";
import { submitPhoto, uploadAndJudge } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { hastenRegistry } from "../../product/product-database.ts";
import { zh } from "../open-setting.ts";
import { plain, test } from "../test.ts";
import { drawn } from "../wait-for-page.ts";
import {
  addPaid,
  changeTexts,
  chooseFromAlbum,
  inReviewersHand,
  openAs,
  pathOf,
  showsError,
  submit,
  uploadAndWait,
  walkToPaid,
} from "../walk.ts";

/** Returns path and query of the link in the latest text message about this collection. */
async function textedLink(world: OutsideWorld, collectionId: string): Promise<string> {
  const links = await waitUntil(
    "The text message",
    async () =>
      (await textMessagesOf(world, { collectionId })).flatMap(
        ({ text }) => /https?:\/\/\S+/.exec(text)?.[0] ?? [],
      ),
    ({ length }) => length > 0,
  );
  const { pathname, search } = new URL(links.at(-1) ?? "");
  return `${pathname}${search}`;
}

const dayMs = 86_400_000;

/** Returns month and day in Beijing. */
function monthAndDay(instant: string): string {
  const inBeijing = new Date(Date.parse(instant) + 8 * 3_600_000);
  return `${inBeijing.getUTCMonth() + 1} 月 ${inBeijing.getUTCDate()} 日`;
}

test.describe(() => {
  test.use({ look: zh });
  test("a student gets from sign-in to 采集完成, with a rejection and a second photo", async ({
    phone,
    setting,
  }) => {
    const { page, see, tap } = phone;
    const { world, reviewer, operator } = setting;
    const imageCheckBy = new Date(Date.now() + 12.5 * dayMs).toISOString();
    await changeTexts(operator, {
      notice: "请在周五前拍好\n<b>地点</b>：图书馆",
      printCaption: "2026 届毕业生",
      imageCheckBy,
    });
    const collectionId = await walkToPaid(phone, world);
    await tap("go-photo");
    await chooseFromAlbum(phone);
    assert.match(await uploadAndWait(phone), /可以提交/);
    await submit(phone);
    await see("审核中");
    await see(/预计 \d{4}-\d\d-\d\d/);
    await inReviewersHand(reviewer, collectionId);
    await reject(reviewer, collectionId, ["background"], "请靠墙再拍一张");
    await page.waitForURL(/pages\/rejected/);
    await see("请靠墙再拍一张");
    await page.goto(await textedLink(world, collectionId));
    await see("审核未通过");
    await tap("go-on");
    await chooseFromAlbum(phone, goodPhoto(), "retake");
    await uploadAndWait(phone);
    await submit(phone);
    await inReviewersHand(reviewer, collectionId);
    await approve(reviewer, collectionId);
    await page.waitForURL(/pages\/completed/, { timeout: 120_000 });
    await see(`请于 ${monthAndDay(imageCheckBy)}前到学信网完成图像校对`);
    await see(new RegExp(`还有 ${remainingOpenDays(imageCheckBy, Date.now())} 天`));
    await see("去学信网校对");
    const download = page.waitForEvent("download");
    await tap("download");
    assert.match((await download).suggestedFilename(), /^.+-暨南大学-毕业照\.jpg$/);
    const png = page.waitForEvent("download");
    await tap("download-png");
    assert.match((await png).suggestedFilename(), /\.png$/);
    assert.equal((await sharp(await (await png).path()).metadata()).format, "png");
    const sheet = page.waitForEvent("download");
    await tap("print-sheet");
    await see(/照片下方按贵校要求印有：2026 届毕业生/);
    await page.getByRole("tab", { name: "一寸" }).click();
    await tap("paper-6in");
    assert.match((await sheet).suggestedFilename(), /-一寸-6in\.jpg$/);
    const { width, height } = await sharp(await (await sheet).path()).metadata();
    assert.deepEqual({ width, height }, { width: 1795, height: 1205 });
    await page.goto(pathOf("payment", { collectionId }));
    const receipt = page.waitForEvent("download");
    await tap("receipt");
    assert.match((await receipt).suggestedFilename(), /^gradphoto-receipt-[0-9a-f]{32}\.pdf$/);
    assert.match(await readFile(await (await receipt).path(), "latin1"), /^%PDF-/);
    await page.goto(pathOf("collection", { collectionId }));
    await see("<b>地点</b>：图书馆");
    await page.goto("/pages/my-data/index");
    await see(/审核员查看了(原照片|标准照)（用于审核）：第 \d 张/);
    assert.ok(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"));
    // WeChat's browser cannot save what a page fetched.
    const inWechat = await setting.phones.open({ ...plain, wechat: true });
    const client = openClient(setting.product.url);
    client.signInAs(await page.evaluate<string>("localStorage.getItem('gradphoto-session')"));
    await openAs(inWechat, client, pathOf("completed", { collectionId }));
    await inWechat.see(/长按照片/);
    assert.equal(await inWechat.page.locator("#download").count(), 0);
    await inWechat.context.close();
  });
});

test("a submission can be withdrawn until a reviewer leases it; later the page states the reason", async ({
  phone,
  setting,
}) => {
  const { page, tap } = phone;
  const { reviewer } = setting;
  const student = await addPaid(setting);
  await uploadAndJudge(student);
  await openAs(phone, student.client, pathOf("standard", student));
  await submit(phone);
  await tap("take-back");
  await page.locator("#submit:visible").waitFor();
  await submit(phone);
  await inReviewersHand(reviewer, student.collectionId);
  await tap("take-back");
  await showsError(phone, "submission-in-hand");
  await reject(reviewer, student.collectionId, ["background"]);
});

test("a helper's phone shows no name, retains an unsent photo, and requests a new link after its own ended", async ({
  phone,
  setting,
}) => {
  const { page, context, tap, give, see } = phone;
  const { client, collectionId } = await addPaid(setting);
  // A busy phone takes longer to go back; the unsent photo must stay on the screen.
  await context.addInitScript(
    "const go = history.go.bind(history); history.go = (by) => setTimeout(go, 1500, by);",
  );
  await openAs(phone, client, `/pages/helper-link/index?collectionId=${collectionId}`);
  await tap("make-link");
  const address = await page.locator(".qr:visible").getAttribute("data-address");
  await page.evaluate("localStorage.clear()");
  await page.goto(address ?? "");
  await tap("open-link");
  await page.locator("#helper-shoot:visible").waitFor();
  await page.reload();
  await tap("open-link");
  await page.getByRole("button", { name: "从相册选取" }).filter({ visible: true }).waitFor();
  assert.ok((await page.locator(".scene:visible").count()) >= 14, "the helper sees no drawings");
  await page.route(/helper\/attempts/, (route) => route.abort("connectionreset"));
  await tap("helper-shoot");
  await page.locator("#shoot:visible:enabled").waitFor();
  await page.goBack();
  await tap("helper-shoot");
  await give("system-camera", goodPhoto(), "photo.jpg");
  await page.locator("#helper-photo:visible .photo__picture").waitFor();
  await tap("helper-send");
  await showsError(phone, "network-unreachable");
  await page.unroute(/helper\/attempts/);
  await tap("helper-send");
  await see(/可以提交，请告诉对方/);
  assert.equal(await page.getByText("测").count(), 0);
  await take(client.call("issueHelperLink", { params: { collectionId } }));
  await tap("helper-shoot");
  await give("system-camera", goodPhoto(), "photo.jpg");
  await tap("helper-send");
  await showsError(phone, "helper-link-ended");
  assert.equal(await page.getByText("去登录").count(), 0);
});

test("the student's page opens the result by itself once the helper has sent a photo", async ({
  phone,
  setting,
}) => {
  const { page, tap } = phone;
  const { client, collectionId } = await addPaid(setting);
  await openAs(phone, client, `/pages/helper-link/index?collectionId=${collectionId}`);
  const listens = page.waitForResponse(/\/events$/);
  await tap("make-link");
  const address = await page.locator(".qr:visible").getAttribute("data-address");
  await listens;
  const helper = await setting.phones.open(plain);
  await helper.page.goto(address ?? "");
  await helper.tap("open-link");
  await helper.tap("helper-shoot");
  await helper.tap("shoot");
  await helper.tap("helper-send");
  await page.waitForURL(/pages\/standard/);
  await helper.context.close();
});

test("evidence of identity requires its own consent, and is deleted when the consent is withdrawn", async ({
  phone,
  setting,
}) => {
  const { page, context, tap, see } = phone;
  const { world, reviewer, product } = setting;
  const student = await addPaid(setting);
  const photo = {
    name: "card.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from(await goodPhoto().arrayBuffer()),
  };
  await submitPhoto(student);
  await inReviewersHand(reviewer, student.collectionId);
  await world.control("POST", "/registry/identities", { outcome: "doubtful" });
  await openAs(phone, student.client, pathOf("review", student));
  await approve(reviewer, student.collectionId);
  await hastenRegistry(product);
  await page.waitForURL(/pages\/identity/, { timeout: 120_000 });
  const give = page.locator("#give-id-card-held").filter({ visible: true });
  await give.waitFor();
  assert.ok(await give.isDisabled(), "evidence is accepted without a consent");
  await see("所以要遮住证件号码");
  await page.getByRole("checkbox").filter({ visible: true }).click();
  // When offline, the page reports it at once and only once.
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), give.click()]);
  await context.setOffline(true);
  await chooser.setFiles(photo);
  const unreached = page.locator("[data-code=network-unreachable]").filter({ visible: true });
  await unreached.first().waitFor();
  // By now every other request has failed too.
  await page.evaluate("fetch(location.href).catch(() => {})");
  await drawn(page);
  assert.equal(await unreached.count(), 1);
  await context.setOffline(false);
  // During a slow upload its progress is on the screen.
  const connection = new EventEmitter();
  const isFree = once(connection, "free");
  await page.route(/\/evidence/, async (route) => {
    await isFree;
    await route.continue();
  });
  await phone.give("give-id-card-held", goodPhoto(), "card.jpg");
  await page
    .getByText(/^正在上传 \d+%$/)
    .filter({ visible: true })
    .waitFor();
  connection.emit("free");
  await see("已收到：手持身份证照片");
  await see("已提交 1 项（共 3 项）");
  await see("我们这里的立即删除，学校已取走的请联系学校");
  const otherTab = await context.newPage();
  await otherTab.goto(pathOf("identity", student));
  const replace = otherTab
    .locator("#give-id-card-held")
    .getByText("更换")
    .filter({ visible: true });
  await replace.waitFor();
  await page.goto("/pages/my-data/index");
  const row = page.locator(".row", { hasText: "处理身份材料" });
  await row.getByRole("button", { name: "撤回" }).click();
  await see("身份材料立即从这里删除");
  await tap("take-back");
  await see("您的身份材料已从这里删除");
  await row.getByText(/撤回$/).first().waitFor();
  await page.goto(pathOf("identity", student));
  await give.getByText("拍照或选择").waitFor();
  assert.ok(await give.isDisabled(), "evidence is accepted after the consent was withdrawn");
  // A page that was opened earlier requests the consent again, on the same page.
  const chosen = otherTab.waitForEvent("filechooser");
  await replace.click();
  await (await chosen).setFiles(photo);
  await otherTab.locator('[data-code="evidence-consent-missing"]:visible').waitFor();
  await otherTab.getByRole("checkbox", { checked: false }).filter({ visible: true }).waitFor();
  assert.equal(await otherTab.getByText("去确认同意").count(), 0);
});
