/** Acts that are made twice at once where one is allowed, and looks that the student learns of. */
import assert from "node:assert/strict";
import { readOutsideBooks } from "../../crash/outside-books.ts";
import { take } from "../../people/client.ts";
import { submitPhoto } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { takeReview } from "../../story/review.ts";
import type { Attack } from "../attack-kinds.ts";
import { codesOf, doneIn } from "../codes-of.ts";

export const raceAttacks: readonly Attack[] = [
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
      const started = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      const second = people[answers.findIndex(({ ok }) => ok) % 2 === 0 ? 1 : 0];
      const [refund] = started;
      assert.ok(refund && second);
      const confirm = () =>
        second.call("confirmRefund", {
          params: { refundId: refund.refundId },
          body: { outcome: { decision: "confirm" } },
        });
      const confirmed = await Promise.all(Array.from({ length: 5 }, confirm));
      assert.ok(doneIn(confirmed) >= 1, codesOf(confirmed));
      const given = async () =>
        (await readOutsideBooks(world)).pay.refunds.filter(({ outTradeNo }) => outTradeNo === order.outTradeNo);
      const back = await waitUntil("the refund", given, ({ length }) => length > 0, 30_000);
      assert.equal(back.length, 1);
      return `${[...new Set(codesOf(answers).split(", "))].join(", ")}; confirmed five times at once, given back once`;
    },
  },
  {
    name: "a reviewer looks at a photo",
    against: ["looks-unseen"],
    must: "the student reads who looked (by role) and when",
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
