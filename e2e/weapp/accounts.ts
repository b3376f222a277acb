/** Chapter one: the first page, signing in with WeChat and the phone number, and both refused. */
import assert from "node:assert/strict";
import { studentPagePath } from "@gradphoto/domain";
import type { Flow, Setting } from "./story.ts";

export async function signIn(flow: Flow, { wechat, world, person }: Setting): Promise<void> {
  await flow("the app starts on its first page, in the phone's language", async () => {
    await wechat.launch();
    await wechat.see("简单四步，轻松采集");
    await wechat.see("毕业证照");
    await wechat.picture("start");
  });
  await flow("nothing is asked of WeChat before the privacy terms are agreed to", async () => {
    await wechat.tap("enter");
    await wechat.arriveAt("sign-in");
    await wechat.tap("wechat-sign-in");
    await wechat.see("请先阅读并勾选用户协议与隐私政策，再登录。");
    assert.ok(!wechat.asked.includes("login"));
    await wechat.tapWords("阅读全文");
    await wechat.arriveAt("terms");
    await wechat.see("测试环境，没有运营者");
    await wechat.picture("terms");
    await wechat.back();
    await wechat.page.locator(".wx-page .tick").tap();
  });
  await flow("a refused WeChat sign-in is explained and can be tried again", async () => {
    const { login } = wechat.answers;
    wechat.answers.login = () => ({ fail: "fail auth deny" });
    await wechat.tap("wechat-sign-in");
    await wechat.see(/没有得到微信的登录授权/);
    if (login) wechat.answers.login = login;
    await wechat.tap("wechat-sign-in");
    await wechat.see("微信登录成功，请继续授权手机号。");
  });
  await flow("the phone number cannot be walked round by starting anew, by the code on a poster either", async () => {
    await wechat.launch(`/${studentPagePath("start", { scene: "s=10559" })}`);
    await wechat.tap("enter");
    await wechat.arriveAt("sign-in");
    await wechat.see("微信登录成功，请继续授权手机号。");
  });
  await flow(
    "WeChat's question about personal data comes on our own sheet; a refusal is told, and asked anew",
    async () => {
      wechat.answers.openPrivacyContract = () => ({});
      const ask = () => wechat.fire("wechat-phone", "getphonenumber", { errMsg: "getPhoneNumber:fail user deny" });
      await ask();
      await wechat.see("手机号：登录和通知审核结果");
      await wechat.picture("privacy-question");
      await wechat.tap("privacy-contract");
      await wechat.tap("privacy-refuse");
      await wechat.see(/您没有同意，刚才的操作没有进行/);
      await wechat.picture("privacy-refused");
      assert.ok(wechat.asked.includes("openPrivacyContract"), "the guidelines did not open");
      await ask();
      await wechat.tap("privacy-agree");
      await wechat.see(/没有得到手机号授权/);
      await wechat.page.locator(".wx-page .sheet").first().waitFor({ state: "detached" });
    },
  );
  await flow("a refused phone number is explained and can be given after all", async () => {
    await wechat.fire("wechat-phone", "getphonenumber", { errMsg: "getPhoneNumber:fail user deny" });
    await wechat.see(/没有得到手机号授权/);
    await wechat.picture("phone-refused");
    const code = await world.wechatCode("phone", person.id);
    await wechat.fire("wechat-phone", "getphonenumber", { code, errMsg: "getPhoneNumber:ok" });
    await wechat.arriveAt("eligibility");
  });
  await flow("the school of the poster is chosen already", async () => {
    await wechat.see("普通本科");
    await wechat.picture("eligibility-by-scene");
  });
}
