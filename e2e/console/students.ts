/** What flows ask about a student, and what happened to a student before a desk is looked at. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type PersonClient, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { decide, reject as decideNo, approve as decideYes, takeTasks } from "../people/reviewer.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import { findProject, lastFourOf } from "../people/student.ts";
import { waitUntil } from "../people/wait-until.ts";
import { inProductDatabase } from "../product/product-database.ts";
import type { Setting } from "./flow.ts";

export const read = ({ client, collectionId }: ShootingStudent) =>
  take(client.call("readCollection", { params: { collectionId } }));

export const reaches = (student: ShootingStudent, wanted: string) =>
  waitUntil(
    wanted,
    () => read(student),
    ({ state }) => state === wanted,
  );

/** The student begins a second collection, of a graduate. Answers its id. */
export async function startSecond(world: OutsideWorld, { client, person }: ShootingStudent): Promise<string> {
  const { chsi } = await findProject({ client, person }, world, { query: "jndx", category: "graduate" });
  const text = await world.codeText({ studentId: chsi.id });
  const { readingId } = await take(client.call("readCode", { body: { text } }));
  await take(client.call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }));
  const begun = await take(
    client.call("startCollection", { body: { readingId, noPhotoYet: true }, idempotencyKey: randomUUID() }),
  );
  return begun.collectionId;
}

/** Whatever waits for a reviewer is approved, so that the next submission is the first in the queue. */
export async function emptyQueue({ clientOf }: Setting): Promise<void> {
  const reviewer = await clientOf("reviewer-1");
  for (;;) {
    const tasks = await takeTasks(reviewer);
    if (tasks.length === 0) return;
    for (const task of tasks) await decide(reviewer, task, { outcome: "approve" });
  }
}

/** Until the reviewer has this one in hand: what an earlier flow left in the queue before it is approved. */
export async function takeInHand(reviewer: PersonClient, collectionId: string): Promise<void> {
  const hasIt = async (): Promise<boolean> => {
    const tasks = await takeTasks(reviewer);
    if (tasks.some((task) => task.collectionId === collectionId)) return true;
    for (const task of tasks) await decide(reviewer, task, { outcome: "approve" });
    return false;
  };
  // What the service works at in this moment is passed over by the queue.
  await waitUntil("the submission in hand", hasIt, (isDone) => isDone);
}

/** Approved by a reviewer. */
export async function approve(
  { clientOf }: Setting,
  { collectionId }: ShootingStudent,
  username = "reviewer-1",
): Promise<void> {
  const reviewer = await clientOf(username);
  await takeInHand(reviewer, collectionId);
  await decideYes(reviewer, collectionId);
}

/** As if decisions were held for long: a busy machine may come to take this approval back later than a short hold allows. */
export const keepHeld = ({ product }: Setting, { collectionId }: ShootingStudent) =>
  inProductDatabase(product, (database) =>
    database.query("update collections set updated_at = now() + interval '5 minutes' where id = $1", [collectionId]),
  );

/** A new student, approved and taken by the registry. */
export async function addCompleted(setting: Setting): Promise<ShootingStudent> {
  const student = await setting.addInReview();
  await approve(setting, student);
  await reaches(student, "completed");
  return student;
}

/** Several at once: the registry takes them together. Whatever else waits for a reviewer is approved with them. */
export async function addCompletedTogether(setting: Setting, count: number): Promise<readonly ShootingStudent[]> {
  const students = await Promise.all(Array.from({ length: count }, setting.addInReview));
  // What the service works at in this moment is passed over by the queue.
  await waitUntil(
    "the approvals",
    async () => {
      await emptyQueue(setting);
      return Promise.all(students.map(async (student) => (await read(student)).state));
    },
    (states) => !states.includes("in_review"),
  );
  await Promise.all(students.map((student) => reaches(student, "completed")));
  return students;
}

/** Rejected by a reviewer for glasses, with words, and told so. */
export async function reject({ clientOf }: Setting, student: ShootingStudent): Promise<void> {
  const { collectionId } = student;
  const reviewer = await clientOf("reviewer-1");
  await takeInHand(reviewer, collectionId);
  await decideNo(reviewer, collectionId, ["glasses"], "镜片反光，请摘下眼镜再拍。");
  await reaches(student, "rejected");
}

export const numbersOf = async ({ client, collectionId, person, chsi }: ShootingStudent) => {
  const [order] = (await take(client.call("readCollectionOrders", { params: { collectionId } }))).orders;
  assert.ok(order?.transactionId, "the student has not paid");
  const { outTradeNo: own, transactionId: remote } = order;
  return { phone: person.phone, studentNumber: chsi.studentNumber, ours: own, theirs: remote };
};

export async function orderOf({ client, collectionId }: ShootingStudent): Promise<string> {
  const { orders } = await take(client.call("readCollectionOrders", { params: { collectionId } }));
  if (!orders[0]) throw new Error("The student has not paid");
  return orders[0].orderId;
}

/** A refund of theirs that WeChat Pay ends without sending the money: a difference that finance has to settle. */
export async function refundInVain(setting: Setting, student: ShootingStudent): Promise<void> {
  await setting.world.control("POST", "/faults", { target: "pay-refund", kind: "ends-closed" });
  const service = await setting.clientOf("service");
  const refundRequest = { params: { orderId: await orderOf(student) }, body: { reason: "学生不再需要" } };
  const { refundId } = await take(service.call("startRefund", refundRequest));
  const finance = await setting.clientOf("finance-2");
  await take(finance.call("confirmRefund", { params: { refundId }, body: { outcome: { decision: "confirm" } } }));
  await reaches(student, "paid");
}
