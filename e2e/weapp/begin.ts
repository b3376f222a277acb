/** From the first page to the payment: WeChat sign-in, school, collection code, consents, each with its refusals. */
import assert from "node:assert/strict";
import { studentPagePath } from "@gradphoto/domain";
import { z } from "zod";
import type { ChsiStudent } from "../people/outside-world.ts";
import { lastFourOf } from "../people/student.ts";
import { newStudent } from "../student/walk.ts";
import type { Setting, Step } from "./setting.ts";

export async function signIn(step: Step, { wechat, world, person }: Setting): Promise<void> {
  await step("the app starts on its first page, in the phone's language", async () => {
    await wechat.launch();
    await wechat.see("简单四步，轻松采集");
    await wechat.see("毕业证照");
  });
  await step("the app calls no WeChat sign-in before the privacy terms are accepted", async () => {
    await wechat.tap("enter");
    await wechat.arriveAt("sign-in");
    await wechat.tap("wechat-sign-in");
    await wechat.see("请先阅读并勾选用户协议与隐私政策，再登录。");
    assert.ok(!wechat.calls.includes("login"));
    await wechat.tapWords("阅读全文");
    await wechat.arriveAt("terms");
    await wechat.see("测试环境，没有运营者");
    await wechat.back();
    await wechat.tapClass("tick");
  });
  await step("a refused WeChat sign-in is explained and can be retried", async () => {
    const { login } = wechat.answers;
    wechat.answers.login = () => ({ fail: "fail auth deny" });
    await wechat.tap("wechat-sign-in");
    await wechat.see(/没有得到微信的登录授权/);
    if (login) wechat.answers.login = login;
    await wechat.tap("wechat-sign-in");
    await wechat.see("微信登录成功，请继续授权手机号。");
  });
  await step("a restart from a poster's code still requires the phone number", async () => {
    await wechat.launch(`/${studentPagePath("start", { scene: "s=10559" })}`);
    await wechat.tap("enter");
    await wechat.arriveAt("sign-in");
    await wechat.see("微信登录成功，请继续授权手机号。");
  });
  const denyPhone = () =>
    wechat.fire("wechat-phone", "getphonenumber", { errMsg: "getPhoneNumber:fail user deny" });
  await step(
    "WeChat's privacy prompt uses the app's own sheet; a refusal is explained, and the prompt is repeated",
    async () => {
      wechat.answers.openPrivacyContract = () => ({});
      await denyPhone();
      await wechat.see("手机号：登录和通知审核结果");
      await wechat.tap("privacy-contract");
      await wechat.tap("privacy-refuse");
      await wechat.see(/您没有同意，刚才的操作没有进行/);
      assert.ok(wechat.calls.includes("openPrivacyContract"), "the guidelines did not open");
      await denyPhone();
      await wechat.tap("privacy-agree");
      await wechat.see(/没有得到手机号授权/);
      await wechat.page.locator(".wx-page .sheet").first().waitFor({ state: "detached" });
    },
  );
  await step("a refused phone number is explained and can be shared later", async () => {
    await denyPhone();
    await wechat.see(/没有得到手机号授权/);
    const code = await world.wechatCode("phone", person.id);
    await wechat.fire("wechat-phone", "getphonenumber", { code, errMsg: "getPhoneNumber:ok" });
    await wechat.arriveAt("eligibility");
  });
  await step("the school of the poster is already selected", () => wechat.see("普通本科"));
}

/** Identifies the student and returns the collection's id. */
export async function identify(step: Step, { wechat, world }: Setting): Promise<string> {
  let chsi: ChsiStudent | null = null;
  let collectionId = "";
  const student = (): ChsiStudent => {
    assert.ok(chsi);
    return chsi;
  };
  await step("a school is found by its initials and has an open project", async () => {
    await wechat.type("school", "jndx");
    await wechat.tapWords("暨南大学");
    await wechat.tapWords("普通本科");
    await wechat.tap("confirm");
    await wechat.arriveAt("code");
    await wechat.see("暨南大学");
    chsi = await newStudent(world);
  });
  await step("a closed scanner changes nothing, and a forged code is refused", async () => {
    wechat.answers.scanCode = () => ({ fail: "fail cancel" });
    await wechat.tap("scan");
    wechat.answers.scanCode = async () => ({
      result: await world.codeText({ studentId: student().id, variant: "forged" }),
    });
    await wechat.tap("scan");
    await wechat.page.locator('.wx-page [role="alert"], .wx-page .notice--danger').last().waitFor();
    await wechat.arriveAt("code");
  });
  await step(
    "a genuine code leads to the last four characters, whose attempts are limited",
    async () => {
      wechat.answers.scanCode = async () => ({
        result: await world.codeText({ studentId: student().id }),
      });
      await wechat.tap("scan");
      await wechat.arriveAt("verify");
      await wechat.see(/连续输错几次后/);
      await wechat.type("last-four", lastFourOf(student()) === "0000" ? "1111" : "0000");
      await wechat.tap("verify");
      await wechat.page.locator(".wx-page .notice--danger").last().waitFor();
      await wechat.arriveAt("verify");
    },
  );
  await step("the correct last four characters display the student's full name", async () => {
    await wechat.type("last-four", lastFourOf(student()));
    await wechat.tap("verify");
    await wechat.arriveAt("eligible");
    await wechat.see("核验通过，您具备采集资格。请核对以下信息。");
    await wechat.see("暨南大学");
    await wechat.see(student().name);
  });
  await step("the collection begins as the only page of the stack", async () => {
    await wechat.tapClass("tick");
    await wechat.tap("enter-collection");
    await wechat.arriveAt("collection");
    collectionId =
      new URL(await wechat.url(), "http://page").searchParams.get("collectionId") ?? "";
    assert.notEqual(collectionId, "");
    await wechat.see("采集记录");
    await wechat.back();
    await wechat.arriveAt("collection");
  });
  return collectionId;
}

const books = z.object({ paidFen: z.number() });

export async function agreeAndPay(step: Step, { wechat, world }: Setting): Promise<void> {
  const paidFen = async () => books.parse(await world.control("GET", "/pay/books")).paidFen;
  await step("every consent has its own checkbox, and payment requires all of them", async () => {
    await wechat.tap("go-on");
    await wechat.arriveAt("service");
    await wechat.see(/还有 \d+ 项需要您确认/);
    const ticks = wechat.page.locator(".wx-page").last().locator(".tick");
    for (let index = 0; index < (await ticks.count()); index++) await ticks.nth(index).tap();
  });
  await step("a cancelled payment is displayed as cancelled, and nothing is charged", async () => {
    const { requestPayment } = wechat.answers;
    wechat.answers.requestPayment = () => ({ fail: "fail cancel" });
    await wechat.tap("pay");
    await wechat.see("您取消了支付，没有扣款。准备好后可再次点击立即支付。");
    assert.equal(await paidFen(), 0);
    if (requestPayment) wechat.answers.requestPayment = requestPayment;
  });
  await step("a payment is confirmed by the service", async () => {
    await wechat.tap("pay");
    await wechat.arriveAt("payment");
    await wechat.see("支付成功，可以拍照了。");
    assert.notEqual(await paidFen(), 0);
    await wechat.tap("go-photo");
    await wechat.arriveAt("rules");
    await wechat.see("不可上传自拍照，必须请他人持手机为您拍摄。");
  });
}
