/** The payment, and that the page tells the truth about it. */
import assert from "node:assert/strict";
import { z } from "zod";
import type { OutsideWorld } from "../../people/outside-world.ts";
import { type Flow, zh } from "../flow.ts";
import {
  agreeAndPay,
  beginCollection,
  chooseSchool,
  newStudent,
  payAtWechat,
  proveIdentity,
  showCode,
  signIn,
  usualSchool,
  walkToOrder,
} from "../walk.ts";

const payBooks = z.object({ orders: z.array(z.object({ outTradeNo: z.string() })) });
const ordersOf = async (world: OutsideWorld) => payBooks.parse(await world.control("GET", "/pay/books")).orders;

async function payLatestOrder(world: OutsideWorld): Promise<void> {
  const latest = (await ordersOf(world)).at(-1);
  assert.ok(latest, "nothing was ordered");
  await world.control("POST", "/pay/pay", { outTradeNo: latest.outTradeNo });
}

export const payingFlows: readonly Flow[] = [
  {
    name: "a payment that was cancelled is told as not paid, and can be made again",
    look: zh,
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await chooseSchool(phone, usualSchool);
      const chsi = await newStudent(world);
      await showCode(phone, await world.codePicture({ studentId: chsi.id }));
      await proveIdentity(phone, chsi);
      await beginCollection(phone);
      await agreeAndPay(phone);
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
