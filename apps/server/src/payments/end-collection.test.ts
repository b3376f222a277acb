import { afterEach, expect, test } from "vitest";
import { endCollection, refundAtEnd } from "./end-collection.ts";
import { openPayWorld } from "./testing/pay-world.ts";
import { refundActs } from "./testing/refund-acts.ts";

const world = await openPayWorld();
const { db, sandbox, addStudent, addPaid, start, readOrder, stateOf } = world;
const { settle, move } = refundActs(world);

const rule = { refundRule: "until-submitted" } as const;
const leave = (collectionId: string, accountId: string) =>
  endCollection(world.deps, {
    collectionId,
    ...rule,
    move: "leave",
    actor: { role: "student", id: accountId },
  });

afterEach(world.expectBooksAgree);

test("refunds the full, announced fee to a student who leaves before submitting", async () => {
  const { order, collectionId, accountId, call } = await addPaid(rule);
  for (const name of ["upload", "made"] as const) await move(collectionId, name);
  expect(await refundAtEnd(db, { collectionId, ...rule })).toBe(order.amountFen);
  expect(await leave(collectionId, accountId)).toEqual({ refundFen: order.amountFen });
  await settle();
  expect(await stateOf(collectionId)).toBe("closed");
  expect(await readOrder({ call }, order.orderId)).toMatchObject({ state: "refunded" });
});

test("returns the same answer to a repeated request to leave, and does not refund twice", async () => {
  const { order, collectionId, accountId } = await addPaid(rule);
  expect(await leave(collectionId, accountId)).toEqual({ refundFen: order.amountFen });
  expect(await leave(collectionId, accountId)).toEqual({ refundFen: order.amountFen });
  await settle();
  expect(await leave(collectionId, accountId)).toEqual({ refundFen: order.amountFen });
});

test("refunds nothing to a student who leaves after submitting under the until-submitted rule", async () => {
  const { order, collectionId, accountId, call } = await addPaid(rule);
  for (const name of ["upload", "made", "submit"] as const) await move(collectionId, name);
  expect(await refundAtEnd(db, { collectionId, ...rule })).toBe(0);
  expect(await leave(collectionId, accountId)).toEqual({ refundFen: 0 });
  await settle();
  expect(await readOrder({ call }, order.orderId)).toMatchObject({ state: "paid" });
});

test("closes an open order at its provider first; leaving fails while the provider is unreachable", async () => {
  const student = await addStudent(rule);
  const { collectionId, accountId } = student;
  const { orderId } = (await start(student)).order;
  await sandbox.control("POST", "/faults", { target: "pay-close", kind: "server-error" });
  expect(await leave(collectionId, accountId)).toMatchObject({ refused: "order-unsettled" });
  expect(await stateOf(collectionId)).toBe("verified");
  await sandbox.control("DELETE", "/faults");
  expect(await leave(collectionId, accountId)).toEqual({ refundFen: 0 });
  expect(await stateOf(collectionId)).toBe("closed");
  expect(await readOrder(student, orderId)).toMatchObject({ state: "closed" });
});
