/** The page inside WeChat's browser: the official account signs in, JSAPI pays. */
import assert from "node:assert/strict";
import { zh } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import {
  agreeAndPay,
  beginCollection,
  chooseSchool,
  newPhoneNumber,
  newStudent,
  proveIdentity,
  showCode,
  smsCodeOf,
  usualSchool,
} from "../walk.ts";

test.use({ look: { ...zh, wechat: true } });

/** What WeChat's browser adds to a page; `answer` says how the payment went. */
async function addBridge({ page }: Phone, answer: (args: object) => Promise<string>): Promise<void> {
  await page.exposeFunction("askWechat", answer);
  await page.addInitScript(`window.WeixinJSBridge = {
    invoke: (name, args, done) => window.askWechat({ name, ...args }).then((err_msg) => done({ err_msg })),
  }`);
}

async function leaveForWechat({ page, tap, see }: Phone): Promise<void> {
  await page.goto("/entry/sign-in/index");
  await page.getByRole("checkbox").click();
  await tap("wechat-sign-in");
  await see(/请选择测试用户/);
}

test("inside WeChat's browser the official account signs in, the phone is confirmed, and JSAPI pays", async ({
  phone,
  world,
}) => {
  const { page, tap, type, see } = phone;
  let count = 0;
  await addBridge(phone, async ({ name, ...args }: { name?: string }) => {
    count += 1;
    assert.equal(name, "getBrandWCPayRequest");
    if (count === 1) return "get_brand_wcpay_request:cancel";
    await world.control("POST", "/pay/request-payment", args);
    return "get_brand_wcpay_request:ok";
  });
  const person = await world.addPerson();
  await leaveForWechat(phone);
  await page.getByRole("button", { name: new RegExp(person.phone) }).click();
  await see("微信登录成功，请继续验证手机号。");
  const number = newPhoneNumber();
  await type("phone", number);
  await tap("send-code");
  await page.locator("#sms-code:visible").waitFor();
  await type("sms-code", await smsCodeOf(world, number));
  await tap("sign-in");
  await chooseSchool(phone, usualSchool);
  const chsi = await newStudent(world);
  await showCode(phone, await world.codePicture({ studentId: chsi.id }));
  await proveIdentity(phone, chsi);
  await beginCollection(phone);
  await agreeAndPay(phone);
  await see(/您取消了支付，没有扣款/);
  await tap("pay");
  await see("支付成功，可以拍照了。");
  assert.equal(count, 2);
  await page.goto("/pages/my-data/index");
  await see(/请用系统浏览器打开 http\S+my-data/);
});

test("who refuses WeChat's sign-in is told so and may try again; a forged return signs nobody in", async ({
  phone,
  world,
}) => {
  const { page, see } = phone;
  await leaveForWechat(phone);
  await page.getByRole("button", { name: /拒绝/ }).click();
  await see(/没有得到微信的登录授权/);
  const { id } = await world.addPerson();
  const code = await world.wechatCode("oauth", id);
  await page.goto(`/entry/sign-in/index?code=${code}&state=forged-1`);
  await page.locator("#wechat-sign-in:visible").waitFor();
  // What comes of the return has begun by the first tap, and is over once the button can be tapped.
  await page.getByRole("checkbox").click();
  await page.locator("#wechat-sign-in:visible:enabled").waitFor();
  assert.equal(await page.evaluate("localStorage.getItem('gradphoto-session')"), null);
});
