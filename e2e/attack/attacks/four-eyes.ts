/** One person alone where two are needed. */
import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { openClient, refusal, take } from "../../people/client.ts";
import type { Attack } from "../attack-kinds.ts";

export const fourEyesAttacks: readonly Attack[] = [
  {
    name: "a refund of the usual fee by one person of finance alone",
    against: ["four-eyes"],
    must: "it waits; who started it cannot confirm it, no money goes; a second person confirms",
    run: async ({ staff, addStudent }) => {
      const student = await addStudent();
      const params = { collectionId: student.collectionId };
      const { orders } = await take(student.client.call("readCollectionOrders", { params }));
      const [order] = orders;
      assert.ok(order);
      const one = await staff("finance-1");
      const { refundId, state } = await take(
        one.call("startRefund", { params: { orderId: order.orderId }, body: { reason: "一人退款" } }),
      );
      const decision = { params: { refundId }, body: { outcome: { decision: "confirm" } } } as const;
      await refusal(one.call("confirmRefund", decision), "refund-needs-second-person");
      const still = await take(student.client.call("readOrder", { params: { orderId: order.orderId } }));
      assert.equal(still.state, "paid");
      const confirmed = await take((await staff("finance-2")).call("confirmRefund", decision));
      assert.notEqual(confirmed.state, state);
      return `${order.amountFen} fen: ${state}, then by a second person ${confirmed.state}`;
    },
  },
  {
    name: "an account of finance, and an operator's, made by one operator alone",
    against: ["four-eyes"],
    must: "it cannot sign in, its maker cannot confirm it; it is told to its owner, and opens once another operator confirmed",
    run: async ({ staff, product: { url } }) => {
      const maker = await staff("operator");
      for (const role of ["finance", "operator"] as const) {
        const username = `alone-${role}-${Date.now() % 1_000_000}`;
        const made = await take(maker.call("createStaff", { body: { username, name: "测试新人", role } }));
        const params = { staffId: made.member.staffId };
        const signIn = () =>
          openClient(url).call("staffSignIn", { body: { username, password: made.initialPassword } });
        await refusal(signIn(), "staff-unconfirmed");
        const confirming = { params, body: { seenAt: made.member.unconfirmed?.at ?? "" } };
        await refusal(maker.call("confirmStaff", confirming), "staff-second-operator-needed");
        await take((await staff("operator-2")).call("confirmStaff", confirming));
        const person = openClient(url);
        person.signInAs((await take(signIn())).token);
        const newPassword = `kettle meadow seven ${role}`;
        await take(person.call("changePassword", { body: { password: made.initialPassword, newPassword } }));
        const { secret } = await take(person.call("startTotpEnrolment", { body: { password: newPassword } }));
        const oneTimeCode = new TOTP({ secret }).generate();
        await take(person.call("confirmTotpEnrolment", { body: { oneTimeCode } }));
        const { changes } = await take(person.call("listMyAccountChanges", {}));
        assert.ok(changes.length >= 2, `${role}: ${changes.length} changes are told`);
      }
      return "finance, operator: kept out until a second operator confirmed";
    },
  },
];
