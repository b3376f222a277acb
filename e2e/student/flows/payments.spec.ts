/** Payment in a phone's browser, on a computer and in WeChat's browser. */
import assert from "node:assert/strict";
import { openClient } from "../../people/client.ts";
import { startCollection } from "../../people/shooting-student.ts";
import { signIn } from "../../people/student.ts";
import type { Setting } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import { plain, test } from "../test.ts";
import {
  agreeAndPay,
  newPhoneNumber,
  openAs,
  ordersOf,
  pathOf,
  payLatestOrder,
  payOnTheirPage,
  smsCodeOf,
} from "../walk.ts";

/** Opens the page that takes consents and payment, as a student who has begun over HTTP. */
async function openUnpaid(phone: Phone, { world, product }: Setting): Promise<void> {
  const student = await startCollection(world, await signIn(world, product.url));
  await openAs(phone, student.client, pathOf("service", student));
}

test("a cancelled payment is displayed as unpaid, and can be continued as the same order", async ({
  phone,
  setting,
}) => {
  const { page, see, tap } = phone;
  const previous = (await ordersOf(setting.world)).length;
  await openUnpaid(phone, setting);
  await agreeAndPay(phone);
  await payOnTheirPage(phone, "取消");
  await see("待支付");
  await see(/还没有收到这笔付款。如果您取消了支付，没有扣款/);
  assert.equal(await page.locator("#go-photo:visible").count(), 0);
  assert.equal(await page.getByText("重复或过晚").count(), 0);
  await tap("ask-again");
  await see(/还没有这笔付款的结果/);
  await tap("pay-again");
  await tap("pay");
  await payOnTheirPage(phone, "支付");
  await see("支付成功，可以拍照了。");
  assert.equal((await ordersOf(setting.world)).length, previous + 1);
});

test("a phone's browser pays with Alipay, and the student requests a refund", async ({
  phone,
  setting,
}) => {
  const { page, see, tap } = phone;
  await openUnpaid(phone, setting);
  await agreeAndPay(phone, "alipay");
  await see(/支付宝（模拟）/);
  await payOnTheirPage(phone, "支付");
  await see("支付成功，可以拍照了。");
  await see("支付宝单号");
  await tap("query-refund");
  await phone.type("refund-reason", "不参加采集了");
  await page.locator(".sheet").getByRole("button", { name: "申请退款" }).click();
  await see(/已收到您的退款申请/);
});

test.describe(() => {
  test.use({ look: { ...plain, desktop: true, width: 900 } });
  test("a computer displays a QR code and detects the payment; a lost answer creates no second order", async ({
    phone,
    setting,
  }) => {
    const { page, see } = phone;
    const previous = (await ordersOf(setting.world)).length;
    let requests = 0;
    await page.route(/\/orders$/, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      requests += 1;
      if (requests > 1) return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await openUnpaid(phone, setting);
    await agreeAndPay(phone);
    await page.locator(".qr:visible").waitFor();
    assert.equal(requests, 2);
    assert.equal((await ordersOf(setting.world)).length, previous + 1);
    await payLatestOrder(setting.world);
    await page.locator("#go-photo:visible").waitFor();
    await see("支付成功，可以拍照了。");
  });

  test("a payment made while the computer is offline is displayed once it is online", async ({
    phone,
    setting,
  }) => {
    const { page, context, see } = phone;
    await openUnpaid(phone, setting);
    await agreeAndPay(phone);
    await page.locator(".qr:visible").waitFor();
    await context.setOffline(true);
    await payLatestOrder(setting.world);
    assert.equal(await page.locator("#go-photo:visible").count(), 0);
    await context.setOffline(false);
    await page.locator("#go-photo:visible").waitFor();
    await see("支付成功，可以拍照了。");
  });
});

test.describe(() => {
  test.use({ look: { ...plain, wechat: true } });

  /** Adds the API of WeChat's browser. `answer` is the result of the payment. */
  async function addBridge(
    { page }: Phone,
    answer: (args: object) => Promise<string>,
  ): Promise<void> {
    await page.exposeFunction("payInWechat", answer);
    await page.addInitScript(`window.WeixinJSBridge = {
      invoke: (name, args, done) => window.payInWechat({ name, ...args }).then((err_msg) => done({ err_msg })),
    }`);
  }

  async function leaveForWechat({ page, tap, see }: Phone): Promise<void> {
    await page.goto("/entry/sign-in/index");
    await page.getByRole("checkbox").click();
    await tap("wechat-sign-in");
    await see(/请选择测试用户/);
  }

  test("WeChat's browser signs in by the official account, verifies the phone number, and pays by JSAPI", async ({
    phone,
    world,
    product,
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
    await page.locator("#school:visible").waitFor();
    const client = openClient(product.url);
    client.signInAs(await page.evaluate<string>("localStorage.getItem('gradphoto-session')"));
    await page.goto(pathOf("service", await startCollection(world, { client, person })));
    await agreeAndPay(phone);
    await see(/您取消了支付，没有扣款/);
    await tap("pay");
    await see("支付成功，可以拍照了。");
    assert.equal(count, 2);
    await page.goto("/pages/my-data/index");
    await see(/请用系统浏览器打开 http\S+my-data/);
  });

  test("a refused WeChat sign-in can be retried, and a forged return signs nobody in", async ({
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
    // The page has read the address and refused it by the time that its button can be tapped.
    await page.getByRole("checkbox").click();
    await page.locator("#wechat-sign-in:visible:enabled").waitFor();
    assert.equal(await page.evaluate("localStorage.getItem('gradphoto-session')"), null);
  });
});
