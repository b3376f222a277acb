/** Chapter one: the first page, signing in with WeChat and the phone number, and both refused. */
import assert from "node:assert/strict";
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
    await wechat.see("请先阅读并勾选用户协议与隐私说明，再登录。");
    assert.ok(!wechat.asked.includes("login"));
    await wechat.tapWords("阅读全文");
    await wechat.see("照片不会用于其他用途，也不会修改您的面部。");
    await wechat.page.locator(".wx-page .sheet .icon-button").tap();
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
  await flow("a refused phone number is explained and can be given after all", async () => {
    await wechat.fire("wechat-phone", "getphonenumber", { errMsg: "getPhoneNumber:fail user deny" });
    await wechat.see(/没有得到手机号授权/);
    await wechat.picture("phone-refused");
    const code = await world.wechatCode("phone", person.id);
    await wechat.fire("wechat-phone", "getphonenumber", { code, errMsg: "getPhoneNumber:ok" });
    await wechat.arriveAt("eligibility");
  });
}
