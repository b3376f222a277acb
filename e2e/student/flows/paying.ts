/** The payment, and that the page tells the truth about it. */
import assert from "node:assert/strict";
import { type Flow, zh } from "../flow.ts";
import { ordersOf, payAtWechat, payLatestOrder, refusedInWords, walkToOrder } from "../walk.ts";

export const payingFlows: readonly Flow[] = [
  {
    name: "a payment that was cancelled is told as not paid, and can be made again",
    look: zh,
    walk: async (phone, { world }) => {
      await walkToOrder(phone, world);
      await payAtWechat(phone, "取消");
      await phone.see("待支付");
      assert.equal(await phone.page.locator("#go-photo:visible").count(), 0);
      await phone.page.locator("#ask-again:visible").waitFor();
    },
  },
  {
    name: "on a computer the payment is a QR code, and the page changes by itself once it is paid",
    look: { ...zh, desktop: true, width: 900 },
    walk: async (phone, { world }) => {
      await walkToOrder(phone, world);
      await phone.page.locator(".qr:visible").waitFor();
      await payLatestOrder(world);
      await phone.page.locator("#go-photo:visible").waitFor();
      await phone.see("支付成功，可以拍照了。");
    },
  },
  {
    name: "a connection that is cut while the payment is awaited loses nothing, and the truth is shown once it is back",
    look: { ...zh, desktop: true, width: 900 },
    walk: async (phone, { world }) => {
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
    },
  },
  {
    name: "a payment that was left on WeChat's page can be taken up again, and stays one order",
    look: zh,
    walk: async (phone, { world }) => {
      const before = (await ordersOf(world)).length;
      await walkToOrder(phone, world);
      await payAtWechat(phone, "取消");
      assert.equal(await phone.page.getByText("重复或过晚").count(), 0);
      await phone.tap("pay-again");
      await phone.tap("pay");
      await payAtWechat(phone, "支付");
      await phone.see("支付成功，可以拍照了。");
      assert.equal((await ordersOf(world)).length, before + 1);
    },
  },
  {
    name: "an order whose answer is lost is asked for again and stays one order",
    look: { ...zh, desktop: true, width: 900 },
    walk: async (phone, { world }) => {
      const before = (await ordersOf(world)).length;
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
      assert.equal((await ordersOf(world)).length, before + 1);
    },
  },
];
