/** The whole way, and the ways a photo comes in. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { openDaysLeft } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { z } from "zod";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { approve, reject, takeTasks } from "../../people/reviewer.ts";
import { en } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import {
  agreeAndPay,
  beginCollection,
  chooseFromAlbum,
  chooseSchool,
  inReviewersHand,
  linkTextedOf,
  newStudent,
  payOnTheirPage,
  proveIdentity,
  refusedInWords,
  shootWithCamera,
  showCode,
  signIn,
  submit,
  tellStudents,
  uploadAndWait,
  usualSchool,
  walkToPaid,
} from "../walk.ts";

const toldFile = z.object({ kind: z.string(), name: z.string(), sha256: z.string().nullable(), state: z.string() });
const takenData = routeDefinitions.exportMyData.answers.extend({ files: z.array(toldFile) });

/** Everything is in it, and each file is the one whose hash the data tell. */
async function takeDataAlong({ page, see, tap }: Phone, collectionId: string): Promise<void> {
  const download = page.waitForEvent("download");
  await tap("take-along");
  assert.equal((await download).suggestedFilename(), "gradphoto-my-data.zip");
  await see("已交给浏览器保存，可在浏览器的“下载”里找到");
  const files = unzipSync(await readFile(await (await download).path()));
  const bytesOf = (name: string): Uint8Array => files[name] ?? assert.fail(`${name} is not in the ZIP`);
  const data = takenData.parse(JSON.parse(strFromU8(bytesOf("my-data.json"))));
  const [own] = data.collections;
  assert.equal(own?.collectionId, collectionId);
  assert.ok(own.orders.some(({ state, counts }) => state === "paid" && counts));
  assert.ok(data.sessions.length > 0);
  for (const { name, sha256, state } of data.files) {
    assert.equal(state, "included", name);
    const match = createHash("sha256").update(bytesOf(name)).digest("hex");
    if (sha256 !== null) assert.equal(match, sha256, name);
  }
  const kinds = data.files.map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === "original").length, own.attempts.length);
  assert.equal(kinds.filter((kind) => kind === "photo").length, 1);
  assert.equal(kinds.filter((kind) => kind === "receipt").length, 1);
  assert.match(strFromU8(bytesOf("README.txt")), /毕业证照 · 我的数据/);
}

const dayMs = 86_400_000;

/** In Beijing. */
function monthAndDay(instant: string): string {
  const there = new Date(Date.parse(instant) + 8 * 3_600_000);
  return `${there.getUTCMonth() + 1} 月 ${there.getUTCDate()} 日`;
}

test("the whole way: sign-in to 采集完成, with a refused photo, a rejection and a retake", async ({
  phone,
  world,
  product,
  reviewer,
  operator,
}) => {
  const { page, see, tap } = phone;
  const imageCheckBy = new Date(Date.now() + 12.5 * dayMs).toISOString();
  await tellStudents(operator, {
    notice: "请在周五前拍好\n<b>地点</b>：图书馆",
    printCaption: "2026 届毕业生",
    imageCheckBy,
  });
  const collectionId = await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone, badPhoto());
  assert.match(await uploadAndWait(phone), /再拍一张/);
  await see(/露牙|帽/);
  await tap("retake");
  await chooseFromAlbum(phone);
  assert.match(await uploadAndWait(phone), /可以提交/);
  await submit(phone);
  await see("审核中");
  await see(/预计 \d{4}-\d\d-\d\d/);
  await inReviewersHand(reviewer, collectionId);
  const { pictures } = (await takeTasks(reviewer)).find((task) => task.collectionId === collectionId) ?? {};
  const authorization = `Bearer ${reviewer.token()}`;
  assert.ok((await fetch(new URL(pictures?.photoUrl ?? "", product.url), { headers: { authorization } })).ok);
  await reject(reviewer, collectionId, ["background"], "请靠墙再拍一张");
  await page.waitForURL(/pages\/rejected/);
  await see("请靠墙再拍一张");
  await page.goto(await linkTextedOf(world, collectionId));
  await see("审核未通过");
  await tap("go-on");
  await tap("retake");
  await chooseFromAlbum(phone);
  await uploadAndWait(phone);
  await submit(phone);
  await inReviewersHand(reviewer, collectionId);
  await approve(reviewer, collectionId);
  await page.waitForURL(/pages\/completed/, { timeout: 120_000 });
  await see(`请于 ${monthAndDay(imageCheckBy)}前到学信网完成图像校对`);
  await see(new RegExp(`还有 ${openDaysLeft(imageCheckBy, Date.now())} 天`));
  const download = page.waitForEvent("download");
  await tap("download");
  assert.match((await download).suggestedFilename(), /\.jpg$/);
  const png = page.waitForEvent("download");
  await tap("download-png");
  assert.match((await png).suggestedFilename(), /\.png$/);
  assert.equal((await sharp(await (await png).path()).metadata()).format, "png");
  const sheet = page.waitForEvent("download");
  await tap("print-sheet");
  await see(/照片下方按贵校要求印有：2026 届毕业生/);
  await tap("paper-6in");
  assert.match((await sheet).suggestedFilename(), /-6in\.jpg$/);
  const { width, height } = await sharp(await (await sheet).path()).metadata();
  assert.deepEqual({ width, height }, { width: 1795, height: 1205 });
  await page.goto(`/pages/payment/index?collectionId=${collectionId}`);
  const receipt = page.waitForEvent("download");
  await tap("receipt");
  assert.match((await receipt).suggestedFilename(), /^gradphoto-receipt-[0-9a-f]{32}\.pdf$/);
  assert.match(await readFile(await (await receipt).path(), "latin1"), /^%PDF-/);
  await page.goto(`/pages/collection/index?collectionId=${collectionId}`);
  await see("<b>地点</b>：图书馆");
  await page.goto("/pages/my-data/index");
  await see(/审核员查看了(原照片|标准照)（用于审核）：第 \d 张/);
  await takeDataAlong(phone, collectionId);
  assert.ok(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"));
});

test.describe(() => {
  test.use({ look: { ...en, dark: true } });
  test("the camera's own picture comes out as a photo that can be submitted, in English and dark", async ({
    phone,
    world,
  }) => {
    await signIn(phone, world);
    await chooseSchool(phone, { ...usualSchool, category: "Regular undergraduate" });
    const chsi = await newStudent(world);
    await showCode(phone, await world.codePicture({ studentId: chsi.id }));
    await proveIdentity(phone, chsi);
    await beginCollection(phone);
    await agreeAndPay(phone);
    await payOnTheirPage(phone, "支付");
    await phone.tap("go-photo");
    await shootWithCamera(phone);
    assert.match(await uploadAndWait(phone), /can be submitted/);
  });
});

test("a submission is withdrawn by one tap until a reviewer has it, and then says why not", async ({
  phone,
  world,
  reviewer,
}) => {
  const { page, tap } = phone;
  const collectionId = await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone);
  await uploadAndWait(phone);
  await submit(phone);
  await tap("take-back");
  await page.locator("#submit:visible").waitFor();
  await submit(phone);
  await inReviewersHand(reviewer, collectionId);
  await tap("take-back");
  await refusedInWords(phone, "submission-in-hand");
  await approve(reviewer, collectionId);
});

test("a helper's phone takes the photo and sees nothing of the student", async ({ phone, world }) => {
  const collectionId = await walkToPaid(phone, world);
  await phone.page.goto(`/pages/helper-link/index?collectionId=${collectionId}`);
  const answered = phone.page.waitForResponse(/helper-link/);
  await phone.tap("make-link");
  const { token }: { token: string } = await (await answered).json();
  await phone.page.locator(".qr:visible").waitFor();
  await phone.page.evaluate("localStorage.clear()");
  await phone.page.goto(`/pages/helper/index#link=${token}`);
  await phone.tap("open-link");
  await phone.give("helper-shoot", goodPhoto(), "photo.jpg");
  await phone.see(/拍得很好/);
  assert.equal(await phone.page.getByText("测").count(), 0);
});

test("a helper's photo that does not arrive stays on the phone, and a link that has ended asks for a new one", async ({
  phone,
  world,
}) => {
  const { page, tap, give, see } = phone;
  const collectionId = await walkToPaid(phone, world);
  const session = await page.evaluate<string>("localStorage.getItem('gradphoto-session')");
  await page.goto(`/pages/helper-link/index?collectionId=${collectionId}`);
  await tap("make-link");
  const address = await page.locator(".qr:visible").getAttribute("data-address");
  await page.goto(address ?? "");
  await tap("open-link");
  await page.locator("#helper-shoot:visible").waitFor();
  await page.reload();
  await tap("open-link");
  await page.getByRole("button", { name: "从相册选取" }).filter({ visible: true }).waitFor();
  await page.route(/helper\/attempts/, (route) => route.abort("connectionreset"));
  await give("helper-shoot", goodPhoto(), "photo.jpg");
  await refusedInWords(phone, "network-unreachable");
  await page.unroute(/helper\/attempts/);
  await tap("helper-send-again");
  await see(/拍得很好/);
  // The student makes another link.
  const made = await page.request.post(`/v1/collections/${collectionId}/helper-link`, {
    headers: { authorization: `Bearer ${session}` },
  });
  assert.ok(made.ok(), "no other link was made");
  await give("helper-shoot", goodPhoto(), "photo.jpg");
  await refusedInWords(phone, "helper-link-ended");
  assert.equal(await page.getByText("去登录").count(), 0);
});
