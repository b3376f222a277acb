/** The payment, and that the page tells the truth about it. */
import assert from "node:assert/strict";
import { z } from "zod";
import { take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { zh } from "../flow.ts";
import { test } from "../test.ts";
import { ordersOf, payLatestOrder, payOnTheirPage, refusedInWords, walkToOrder } from "../walk.ts";

const alipayBooks = z.object({ refunds: z.array(z.object({ outTradeNo: z.string() })) });

test("a payment that was cancelled is told as not paid, and can be made again", async ({ phone, world }) => {
  await walkToOrder(phone, world);
  await payOnTheirPage(phone, "取消");
  await phone.see("待支付");
  await phone.see(/还没有收到这笔付款。如果您取消了支付，没有扣款/);
  assert.equal(await phone.page.locator("#go-photo:visible").count(), 0);
  await phone.tap("ask-again");
  await phone.see(/还没有这笔付款的结果/);
});

test.describe(() => {
  test.use({ look: { ...zh, desktop: true, width: 900 } });
  test("on a computer the payment is a QR code, and the page changes by itself once it is paid", async ({
    phone,
    world,
  }) => {
    await walkToOrder(phone, world);
    await phone.page.locator(".qr:visible").waitFor();
    await payLatestOrder(world);
    await phone.page.locator("#go-photo:visible").waitFor();
    await phone.see("支付成功，可以拍照了。");
  });
});

test.describe(() => {
  test.use({ look: { ...zh, desktop: true, width: 900 } });
  test("a connection that is cut while the payment is awaited loses nothing, and the truth is shown once it is back", async ({
    phone,
    world,
  }) => {
    await walkToOrder(phone, world);
    await phone.page.locator(".qr:visible").waitFor();
    await phone.context.setOffline(true);
    await payLatestOrder(world);
    await phone.tap("ask-again");
    await refusedInWords(phone, "network-unreachable");
    assert.equal(await phone.page.locator("#go-photo:visible").count(), 0);
    await phone.context.setOffline(false);
    await phone.page.locator("#go-photo:visible").waitFor();
    await phone.see("支付成功，可以拍照了。");
  });
});

test("a phone's browser pays with Alipay as well, and the refund goes back there", async ({
  phone,
  world,
  service,
  finance,
}) => {
  const collectionId = await walkToOrder(phone, world, "alipay");
  await phone.see(/支付宝（模拟）/);
  await payOnTheirPage(phone, "支付");
  await phone.see("支付成功，可以拍照了。");
  await phone.see("支付宝单号");
  await phone.tap("ask-refund");
  await phone.type("refund-reason", "不参加采集了");
  await phone.page.locator(".sheet").getByRole("button", { name: "申请退款" }).click();
  await phone.see(/已收到您的退款申请/);
  const { orders } = await take(service.call("listOrders", { query: { state: "paid" } }));
  const order = orders.find((one) => one.collectionId === collectionId);
  assert.equal(order?.provider, "alipay");
  const refundRequest = { params: { orderId: order.orderId }, body: { reason: "学生申请" } };
  const { refundId } = await take(service.call("startRefund", refundRequest));
  await take(finance.call("confirmRefund", { params: { refundId }, body: { outcome: { decision: "confirm" } } }));
  await waitUntil(
    "The refund",
    async () => (await take(service.call("listOrders", { query: { state: "refunded" } }))).orders,
    (refunded) => refunded.some(({ orderId }) => orderId === order.orderId),
  );
  const { refunds } = alipayBooks.parse(await world.control("GET", "/alipay/books"));
  assert.ok(refunds.some(({ outTradeNo }) => outTradeNo === order.outTradeNo));
  await phone.page.reload();
  await phone.see("已退款");
});

test("a payment that was left on WeChat's page can be taken up again, and stays one order", async ({
  phone,
  world,
}) => {
  const start = (await ordersOf(world)).length;
  await walkToOrder(phone, world);
  await payOnTheirPage(phone, "取消");
  await phone.see("待支付");
  assert.equal(await phone.page.getByText("重复或过晚").count(), 0);
  await phone.tap("pay-again");
  await phone.tap("pay");
  await payOnTheirPage(phone, "支付");
  await phone.see("支付成功，可以拍照了。");
  assert.equal((await ordersOf(world)).length, start + 1);
});

test.describe(() => {
  test.use({ look: { ...zh, desktop: true, width: 900 } });
  test("an order whose answer is lost is asked for again and stays one order", async ({ phone, world }) => {
    const start = (await ordersOf(world)).length;
    let cuts = 0;
    await phone.page.route(/\/orders$/, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      cuts += 1;
      if (cuts > 1) return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await walkToOrder(phone, world);
    await phone.page.locator(".qr:visible").waitFor();
    assert.equal(cuts, 2);
    assert.equal((await ordersOf(world)).length, start + 1);
  });
});
