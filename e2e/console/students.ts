/** Steps that put students of the flows into a state before a desk is opened. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { type PersonClient, take } from "../people/client.ts";
import {
  approve as approvePhoto,
  decide,
  openPhoto,
  reject as rejectPhoto,
  takeTasks,
} from "../people/reviewer.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import { waitUntil } from "../people/wait-until.ts";
import { inProductDatabase } from "../product/product-database.ts";
import type { MadeStudent, Setting } from "./flow.ts";

export const read = ({ client, collectionId }: ShootingStudent) =>
  take(client.call("readCollection", { params: { collectionId } }));

export const stateOf = async (student: ShootingStudent): Promise<string> =>
  (await read(student)).state;

export const reaches = (student: ShootingStudent, ...states: readonly string[]) =>
  waitUntil(
    states.join(" or "),
    () => stateOf(student),
    (state) => states.includes(state),
  );

/** States of an approved photo. */
export const approvedStates = ["approved", "uploading", "completed"];

/** Approves everything that waits for a reviewer, so that the next submission is the only one. */
export async function emptyQueue({ clientOf }: Setting): Promise<void> {
  const reviewer = await clientOf("reviewer-1");
  for (let tasks = await takeTasks(reviewer); tasks.length > 0; tasks = await takeTasks(reviewer))
    for (const task of tasks) await decide(reviewer, task, { outcome: "approve" });
}

/** Leases the task of this submission. Approves the tasks that come first. */
export async function takeInHand(reviewer: PersonClient, collectionId: string): Promise<void> {
  const hasIt = async (): Promise<boolean> => {
    const tasks = await takeTasks(reviewer);
    if (tasks.some((task) => task.collectionId === collectionId)) return true;
    for (const task of tasks) await decide(reviewer, task, { outcome: "approve" });
    return false;
  };
  // The queue skips a submission that the service changes at this moment.
  await waitUntil("the submission in hand", hasIt, Boolean);
}

export async function approve(
  { clientOf }: Setting,
  { collectionId }: ShootingStudent,
  username = "reviewer-1",
): Promise<void> {
  const reviewer = await clientOf(username);
  await takeInHand(reviewer, collectionId);
  await approvePhoto(reviewer, collectionId);
}

/** Changes the length of the hold, also of decisions already made. */
export const changeHold = ({ product }: Setting, minutes: number) =>
  inProductDatabase(product, (database) =>
    database.query(
      "update configuration_changes set value = to_jsonb($1::float8) where item = 'decision-hold'",
      [minutes],
    ),
  );

export const movePerson = (
  { product }: Setting,
  student: ShootingStudent,
  department: string,
  className: string,
) =>
  inProductDatabase(product, (database) =>
    database.query(
      "update persons set department = $2, class = $3 where id = (select person_id from collections where id = $1)",
      [student.collectionId, department, className],
    ),
  );

/** Ends the collection, as if the registry had taken the photo. */
export const complete = ({ product }: Setting, { collectionId }: ShootingStudent) =>
  inProductDatabase(product, (database) =>
    database.query("update collections set state = 'completed' where id = $1", [collectionId]),
  );

export async function addCompleted(setting: Setting): Promise<ShootingStudent> {
  const student = await setting.addInReview();
  await complete(setting, student);
  return student;
}

export const addCompletedTogether = (
  setting: Setting,
  count: number,
): Promise<readonly ShootingStudent[]> =>
  Promise.all(Array.from({ length: count }, () => addCompleted(setting)));

/** Rejects the photo for glasses, and waits until the student is notified. */
export async function reject(
  { clientOf, product }: Setting,
  student: ShootingStudent,
): Promise<void> {
  const { collectionId } = student;
  const reviewer = await clientOf("reviewer-1");
  await takeInHand(reviewer, collectionId);
  await rejectPhoto(reviewer, collectionId, ["glasses"], "镜片反光，请摘下眼镜再拍。");
  await inProductDatabase(product, async (database) => {
    await database.query(
      "update review_tasks set held_until = now() where collection_id = $1 and held_until is not null",
      [collectionId],
    );
    await database.query(
      "update pgboss.job set start_after = now() where name = 'notify-rejection' and state = 'created'",
    );
  });
  await reaches(student, "rejected");
}

/** Adds a settled batch in which the registry refused the photo for its background. Returns the batch's id. */
export const refuseAtRegistry = (
  { product }: Setting,
  { collectionId, attemptId }: MadeStudent,
): Promise<string> =>
  inProductDatabase(product, async (database) => {
    const batchId = randomUUID();
    await database.query(
      `insert into registry_batches (id, state, receipt, created_at, sent_at, settled_at)
       values ($1, 'settled', 'receipt', now(), now(), now())`,
      [batchId],
    );
    await database.query(
      `insert into registry_items (id, batch_id, collection_id, attempt_id, state, reason, finding_ids, settled_at)
       values ($1, $2, $3, $4, 'refused', 'registry-background', '{background-busy}', now())`,
      [randomUUID(), batchId, collectionId, attemptId],
    );
    return batchId;
  });

/** Approves submissions that wait for a second look, except for `count` of them. */
export async function leaveSecondLooks({ clientOf }: Setting, count: number): Promise<void> {
  const senior = await clientOf("senior-reviewer");
  for (;;) {
    const { tasks, queue } = await take(
      senior.call("takeTasks", { body: { queue: "second-looks", count: 1 } }),
    );
    const [look] = tasks;
    if (queue.secondLooks <= count || !look) return expect(queue.secondLooks).toBe(count);
    await openPhoto(senior, look);
    await decide(senior, look, { outcome: "approve" });
  }
}

async function readOrder({ client, collectionId }: ShootingStudent) {
  const { orders } = await take(client.call("readCollectionOrders", { params: { collectionId } }));
  if (!orders[0]) throw new Error("The student has not paid");
  return orders[0];
}

export const orderOf = async (student: ShootingStudent): Promise<string> =>
  (await readOrder(student)).orderId;

export const orderNumberOf = async (student: ShootingStudent): Promise<string> =>
  (await readOrder(student)).outTradeNo;

/** Starts a refund that WeChat Pay closes without sending the money, which gives finance a difference to settle. */
export async function refundInVain(setting: Setting, student: ShootingStudent): Promise<void> {
  await setting.world.control("POST", "/faults", { target: "pay-refund", kind: "ends-closed" });
  const service = await setting.clientOf("service");
  const refundRequest = {
    params: { orderId: await orderOf(student) },
    body: { reason: "学生不再需要" },
  };
  const { refundId } = await take(service.call("startRefund", refundRequest));
  const finance = await setting.clientOf("finance-2");
  await take(
    finance.call("confirmRefund", {
      params: { refundId },
      body: { outcome: { decision: "confirm" } },
    }),
  );
  await reaches(student, "paid");
}
