/** Payments that nobody made, and acts that are made twice at once. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { outsideFacts } from "../../crash/outside-books.ts";
import { take } from "../../people/client.ts";
import { findProject, lastFourOf, signIn } from "../../people/student.ts";
import { submitPhoto } from "../../people/submit-photo.ts";
import { takeReview } from "../../story/review.ts";
import { ask } from "../ask.ts";
import type { Attack, Target } from "../attack-kinds.ts";

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

const codesOf = (answers: readonly ({ ok: true } | { ok: false; problem: { code: string } })[]): string =>
  answers.map((answer) => (answer.ok ? "done" : answer.problem.code)).join(", ");
const doneIn = (answers: readonly { ok: boolean }[]): number => answers.filter(({ ok }) => ok).length;

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
      assert.match(product.log(), /payment notification refused/);
      return `${2 * tried.length + 2} tried: ${[...statuses].join(", ")}; unpaid until the provider was asked; refusals in the log`;
    },
  },
  {
    name: "the true notification sent seventeen times, and two orders at once",
    against: ["forged-payment", "races"],
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
  {
    name: "five submissions at once, withdrawn while it is approved",
    against: ["races"],
    must: "submitted once; either withdrawn or approved, never both",
    run: async (target) => {
      const { staff, product, addStudent } = target;
      const student = await addStudent();
      const params = { collectionId: student.collectionId };
      const attemptId = await submitPhoto(student);
      await take(student.client.call("takeBackSubmission", { params }));
      const submit = () => student.client.call("submitAttempt", { params, body: { attemptId } });
      const submitted = await Promise.all(Array.from({ length: 5 }, submit));
      assert.ok(doneIn(submitted) >= 1);
      const reviewer = await staff("reviewer-1");
      await takeReview(reviewer, student.collectionId, product.url);
      const [approved, withdrawn] = await Promise.all([
        reviewer.call("approveReview", { params }),
        (await staff("service")).call("withdrawSubmission", { params, body: { reason: "学生来电要求撤回" } }),
      ]);
      assert.equal(doneIn([approved, withdrawn]), 1, codesOf([approved, withdrawn]));
      const { state } = await take(student.client.call("readCollection", { params }));
      assert.match(state, approved.ok ? /approved|uploading|completed/ : /ready/);
      const { looks } = await take(student.client.call("listLooksAtMe", {}));
      return `${codesOf(submitted)}; approve, withdraw: ${codesOf([approved, withdrawn])}; ${looks.length} looks told`;
    },
  },
  {
    name: "ten refunds at once by two people of finance",
    against: ["races"],
    must: "the money goes back once",
    run: async ({ staff, addStudent, world }) => {
      const student = await addStudent();
      const params = { collectionId: student.collectionId };
      const { orders } = await take(student.client.call("readCollectionOrders", { params }));
      const [order] = orders;
      assert.ok(order);
      const people = [await staff("finance-1"), await staff("finance-2")];
      const body = { reason: "重复支付退款" };
      const asked = await Promise.all(
        Array.from({ length: 10 }, (_, number) =>
          people[number % 2]?.call("startRefund", { params: { orderId: order.orderId }, body }),
        ),
      );
      const answers = asked.flatMap((answer) => answer ?? []);
      assert.equal(doneIn(answers), 1, codesOf(answers));
      const books = z
        .object({ refunds: z.array(z.object({ outTradeNo: z.string() })) })
        .parse(await world.control("GET", "/pay/books"));
      assert.ok(books.refunds.filter(({ outTradeNo }) => outTradeNo === order.outTradeNo).length <= 1);
      return [...new Set(codesOf(answers).split(", "))].join(", ");
    },
  },
  {
    name: "a reviewer looks at a photo",
    against: ["looks-unseen"],
    must: "it is in the audit log first, and the student reads who looked (by role) and when",
    run: async ({ staff, addStudent, product: { url } }) => {
      const student = await addStudent();
      await submitPhoto(student);
      await takeReview(await staff("reviewer-2"), student.collectionId, url);
      const { looks } = await take(student.client.call("listLooksAtMe", {}));
      assert.ok(looks.length >= 2, `${looks.length} looks are told`);
      return looks.map(({ byLabel, whatLabel }) => `${byLabel.en}: ${whatLabel.en}`).join("; ");
    },
  },
];
