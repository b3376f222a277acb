/** Payments that nobody made, and one that is told many times. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { outsideFacts } from "../../crash/outside-books.ts";
import { take } from "../../people/client.ts";
import { findProject, lastFourOf, signIn } from "../../people/student.ts";
import { ask } from "../ask.ts";
import type { Attack, Target } from "../attack-kinds.ts";
import { codesOf } from "../codes-of.ts";
import { expectLine } from "../logged.ts";

const notifications = "/v1/wechat-pay/notifications";

/** A student who has an order and has not paid it. */
async function addDebtor({ world, product: { url } }: Target) {
  const student = await signIn(world, url);
  const { call } = student.client;
  const { chsi } = await findProject(student, world, { query: "jndx", category: "bachelor" });
  const { readingId } = await take(call("readCode", { body: { text: await world.codeText({ studentId: chsi.id }) } }));
  await take(call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }));
  const { collectionId } = await take(
    call("startCollection", { body: { readingId, noPhotoYet: true }, idempotencyKey: randomUUID() }),
  );
  const start = () =>
    call("startOrder", {
      params: { collectionId },
      body: { channel: "native", provider: "wechat-pay" },
      idempotencyKey: randomUUID(),
    });
  const stateOf = async () => (await take(call("readCollection", { params: { collectionId } }))).state;
  return { call, chsi, collectionId, start, stateOf };
}

export const moneyAttacks: readonly Attack[] = [
  {
    name: "payment notifications that are forged, of another amount, stale, cut, without a signature",
    against: ["forged-payment"],
    must: "401 or noted as a difference, never credited; the order's truth is asked from the provider alone",
    run: async (target) => {
      const { world, product } = target;
      const debtor = await addDebtor(target);
      const { order } = await take(debtor.start());
      assert.ok(order);
      const now = String(Math.floor(Date.now() / 1000));
      const signed = (timestamp: string) => ({
        "wechatpay-timestamp": timestamp,
        "wechatpay-nonce": "n",
        "wechatpay-serial": "PUB_KEY_ID_0119000000012026010100000000000001",
        "wechatpay-signature": Buffer.alloc(256, 7).toString("base64"),
      });
      const paid = JSON.stringify({
        event_type: "TRANSACTION.SUCCESS",
        out_trade_no: order.outTradeNo,
        trade_state: "SUCCESS",
      });
      const tried: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
        [{}, paid],
        [{}, ""],
        [signed(now), paid],
        [signed("now"), paid],
        [signed("-1"), "{"],
        [signed(String(Number(now) - 86_400)), paid],
        [{ ...signed(now), "wechatpay-signature": "WECHATPAY/SIGNTEST/x" }, paid],
        [{ ...signed(now), "wechatpay-serial": "../../key" }, paid],
        [signed(now), "x".repeat(60_000)],
      ];
      const statuses = new Set<number>();
      for (const [headers, body] of tried) {
        for (const path of [notifications, "/v1/alipay/notifications"]) {
          const answer = await ask(product.url, path, { method: "POST", headers, body });
          statuses.add(answer.status);
          assert.ok(answer.status >= 400, `${path} took ${body.slice(0, 40)}`);
        }
      }
      assert.equal(await debtor.stateOf(), "verified");
      const { orderId, outTradeNo } = order;
      await world.control("POST", "/faults", { target: "pay-notification", kind: "lost" });
      await world.control("POST", "/pay/pay", { outTradeNo });
      for (const kind of ["forged", "wrong-amount"]) {
        await world.control("POST", "/pay/notifications", { outTradeNo, kind });
      }
      await world.control("POST", "/pay/deliver");
      assert.equal(await debtor.stateOf(), "verified", "a lie about the amount was credited");
      assert.equal((await take(debtor.call("readOrder", { params: { orderId } }))).state, "paid");
      assert.equal(await debtor.stateOf(), "paid");
      await expectLine(product, "a refused notification", (line) => line.includes("payment notification refused"));
      return `${2 * tried.length + 2} tried: ${[...statuses].join(", ")}; unpaid until the provider was asked; refusals in the log`;
    },
  },
  {
    name: "the true notification sent seventeen times, and two orders at once",
    against: ["forged-payment"],
    must: "credited once; one open order",
    run: async (target) => {
      const { world } = target;
      const debtor = await addDebtor(target);
      const started = await Promise.all(Array.from({ length: 6 }, debtor.start));
      const numbers = new Set(started.flatMap((answer) => (answer.ok ? (answer.value.order?.outTradeNo ?? []) : [])));
      assert.equal(numbers.size, 1, `several orders at once: ${codesOf(started)}`);
      const [outTradeNo = ""] = numbers;
      await world.control("POST", "/faults", { target: "pay-notification", kind: "duplicate", copies: 16 });
      await world.control("POST", "/pay/pay", { outTradeNo });
      await world.control("POST", "/pay/deliver");
      const { orders } = await take(
        debtor.call("readCollectionOrders", { params: { collectionId: debtor.collectionId } }),
      );
      await take(debtor.call("readOrder", { params: { orderId: orders[0]?.orderId ?? "" } }));
      assert.equal(await debtor.stateOf(), "paid");
      const facts = await outsideFacts(world, debtor.chsi.studentNumber, [outTradeNo]);
      assert.equal(facts.payments, 1);
      return `${codesOf(started)}; paid once`;
    },
  },
];
