/** The student's own data: corrected, downloaded, deleted. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { lastFourOf, signIn } from "../../people/student.ts";
import { submitPhoto, upload, uploadAndJudge } from "../../people/submit-photo.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { test } from "../test.ts";
import { comesIntoSight } from "../wait-for-page.ts";
import {
  addPaid,
  chooseFromAlbum,
  openAs,
  openPaid,
  pathOf,
  proveIdentity,
  showNewCode,
  showsError,
} from "../walk.ts";

test("a new code corrects identity data once customer service allows it, without a new payment", async ({
  phone,
  setting,
}) => {
  const { page, see, tap } = phone;
  const { collectionId } = await openPaid(phone, setting, "collection");
  await see("学籍信息有误时，由客服开通更正");
  await take(
    setting.service.call("openCorrection", {
      params: { collectionId },
      body: { reason: "姓名有误" },
    }),
  );
  await page.reload();
  await page.getByRole("button", { name: "识别新的采集码" }).click();
  const corrected = await showNewCode(phone, setting.world);
  await proveIdentity(phone, corrected);
  await see("确认更正");
  await tap("enter-collection");
  await page.waitForURL(/pages\/collection/);
  await see(`*******${corrected.studentNumber.slice(-3)}`);
  await see("待拍照");
  await see("更正信息 · 待拍照");
});

test("the ZIP of the student's data requires the last four characters, and failures are explained", async ({
  phone,
  setting,
}) => {
  const { page, tap, type, see } = phone;
  const { client, chsi } = await addPaid(setting);
  await openAs(phone, client, "/pages/my-data/index");
  await page.locator("#take-along:visible").waitFor();
  await inProductDatabase(setting.product, (db) =>
    db.query("update sessions set proven_until = null"),
  );
  await tap("take-along");
  await type("last-four", lastFourOf(chsi));
  await tap("verify");
  await see("核验通过，请再点一次“下载我的数据（ZIP）”");
  await comesIntoSight(page, "#take-along");
  await page.route(/account\/data\/zip/, (route) => route.fulfill({ status: 503 }), { times: 1 });
  await tap("take-along");
  await see("服务暂时不可用，请过几分钟再点一次");
  await page.route(/account\/data\/zip/, (route) => route.abort("connectionreset"), { times: 1 });
  await tap("take-along");
  await see("没有取到，请检查网络后再试一次");
  const download = page.waitForEvent("download");
  await tap("take-along");
  await see("已交给浏览器保存，可在浏览器的“下载”里找到");
  await comesIntoSight(page, ".notice--success");
  assert.equal((await download).suggestedFilename(), "gradphoto-my-data.zip");
});

test("leaving before the submission displays the full refund beforehand and afterwards", async ({
  phone,
  setting,
}) => {
  const { page, tap, see } = phone;
  const student = await addPaid(setting);
  await take(upload(student));
  await openAs(phone, student.client, pathOf("collection", student));
  await page.getByText("谁看过照片、撤回同意、退出采集").click();
  await page.getByRole("button", { name: "退出这次采集" }).click();
  await see("¥25.00 将原路退回");
  await tap("delete-sure");
  await see("已删除 1 张照片和您的个人信息");
  await see("¥25.00 正在原路退回");
  await tap("deleted");
  await page.locator("#enter:visible").waitFor();
  await page.goto("/pages/my-data/index");
  await page.locator("#delete-data:visible").waitFor();
  assert.equal(await page.getByRole("button", { name: "退出这次采集" }).count(), 0);
});

test("deleting all data before a collection signs the student out", async ({
  phone,
  world,
  product,
}) => {
  const { page, tap, see } = phone;
  await openAs(phone, (await signIn(world, product.url)).client, "/pages/my-data/index");
  await tap("delete-data");
  await tap("delete-sure");
  await see("已删除您的个人信息");
  await tap("deleted");
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
});

test("after the photos were deleted with the consent, no page offers or counts them", async ({
  phone,
  setting,
}) => {
  const { page, tap, see } = phone;
  const student = await addPaid(setting);
  const { client, collectionId } = student;
  await uploadAndJudge(student);
  await openAs(phone, client, pathOf("collection", student));
  await see("待提交");
  await take(
    client.call("withdrawConsent", { params: { collectionId }, body: { purpose: "face" } }),
  );
  await page.reload();
  await see("待拍照");
  await tap("go-on");
  await page.waitForURL(/pages\/rules/);
  await page.goto("/pages/my-data/index");
  await page
    .getByText(/^照片$/)
    .locator("xpath=..")
    .getByText("0 张")
    .waitFor();
});

test("withdrawing the face photo consent deletes the photos, and the next upload requires it again", async ({
  phone,
  setting,
}) => {
  const { page, tap, see } = phone;
  const student = await addPaid(setting);
  await submitPhoto(student);
  await openAs(phone, student.client, "/pages/my-data/index");
  const face = page.locator(".row", { hasText: "处理人脸照片" });
  await face.getByRole("button", { name: "撤回" }).click();
  await see("审核中的提交会收回");
  await tap("take-back");
  await see("已删除 1 张照片，无法恢复");
  await tap("save-receipt");
  await see("回执已保存");
  await page.goto(pathOf("collection", student));
  await see("待拍照");
  await tap("go-on");
  await chooseFromAlbum(phone);
  await tap("upload");
  await showsError(phone, "consent-missing");
  await page.getByRole("button", { name: "去确认同意" }).click();
  await page.getByRole("checkbox").filter({ visible: true }).first().click();
  await tap("pay");
  await tap("upload");
  await page.locator("#standardize:visible").waitFor();
});
