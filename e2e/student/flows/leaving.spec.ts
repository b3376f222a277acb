/** Who wants no more of it: told what that ends and gives back, and nothing of theirs stays. */
import assert from "node:assert/strict";
import { test } from "../test.ts";
import { chooseFromAlbum, ordersOf, refusedInWords, submit, uploadAndWait, walkToCode, walkToPaid } from "../walk.ts";

test("who leaves before submitting is told of the whole refund before and after, and begins anew from the first page", async ({
  phone,
  world,
}) => {
  const { page, tap, see } = phone;
  const collectionId = await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone);
  await uploadAndWait(phone);
  await page.goto(`/pages/collection/index?collectionId=${collectionId}`);
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
  assert.ok((await ordersOf(world)).length > 0);
});

test("who has only proven a code deletes everything, and is signed out", async ({ phone, world }) => {
  const { page, tap, see } = phone;
  await walkToCode(phone, world);
  await page.goto("/pages/my-data/index");
  await tap("delete-data");
  await tap("delete-sure");
  await see("已删除您的个人信息");
  await tap("deleted");
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
});

test("who takes the consent for their face back has the photos deleted, a receipt of it, and the way to agree again", async ({
  phone,
  world,
}) => {
  const { page, tap, see } = phone;
  const collectionId = await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone);
  await uploadAndWait(phone);
  await submit(phone);
  await page.goto("/pages/my-data/index");
  const face = page.locator(".row", { hasText: "处理人脸照片" });
  await face.getByRole("button", { name: "撤回" }).click();
  await see("审核中的提交会收回");
  await tap("take-back");
  await see("已删除 1 张照片，无法恢复");
  await tap("save-receipt");
  await see("回执已保存");
  await page.goto(`/pages/collection/index?collectionId=${collectionId}`);
  await see("待拍照");
  await tap("go-on");
  await chooseFromAlbum(phone);
  await tap("upload");
  await refusedInWords(phone, "consent-missing");
});
