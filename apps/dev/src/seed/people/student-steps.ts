/** Steps of a demo student, through the service's API. */
import { randomUUID } from "node:crypto";
import type { EducationCategory } from "@gradphoto/domain";
import { take } from "../../../../../e2e/people/client.ts";
import { agreeToAll } from "../../../../../e2e/people/shooting-student.ts";
import { lastFourOf, signIn, verifyCode } from "../../../../../e2e/people/student.ts";
import type { History } from "./history.ts";
import { type DemoPhoto, takePhoto } from "./photos.ts";

/** Fields of a student at CHSI, as in the sandbox. */
export interface Enrolment {
  readonly name: string;
  readonly schoolCode: string;
  readonly schoolName: string;
  readonly category: EducationCategory;
  readonly level: string;
  readonly graduationYear: number;
  readonly department: string;
  readonly major: string;
  readonly class: string;
}

/** Signs a new student in and starts the collection. */
export async function begin(history: History, key: string, enrolment: Enrolment): Promise<void> {
  const { service, world, clock, storeStudent } = history;
  const student = await signIn(world, service.url);
  const chsi = await world.addStudent({ ...enrolment });
  clock.advance(1);
  const { readingId } = await verifyCode(student, world, chsi);
  const { collectionId } = await take(
    student.client.call("startCollection", {
      body: { readingId, noPhotoYet: true },
      idempotencyKey: randomUUID(),
    }),
  );
  storeStudent(key, {
    userId: student.person.id,
    chsiId: chsi.id,
    lastFour: lastFourOf(chsi),
    collectionId,
  });
}

export async function stateOf({ studentOf }: History, key: string): Promise<string> {
  const { call, params } = await studentOf(key);
  return (await take(call("readCollection", { params }))).state;
}

/** Pays, and gives every requested consent. */
export async function pay({ world, clock, studentOf }: History, key: string): Promise<void> {
  const student = await studentOf(key);
  const { call, params } = student;
  const { order } = await take(
    call("startOrder", {
      params,
      body: { channel: "native", provider: "wechat-pay" },
      idempotencyKey: randomUUID(),
    }),
  );
  clock.advance(1);
  if (order) {
    await world.control("POST", "/pay/pay", { outTradeNo: order.outTradeNo });
    const { state } = await take(call("readOrder", { params: { orderId: order.orderId } }));
    if (state !== "paid") throw new Error(`The order of ${key} is ${state}`);
  }
  await agreeToAll(student);
}

/** Uploads a photo. The next run of due jobs makes the standard photo. */
export async function shoot({ studentOf }: History, key: string, photo: DemoPhoto): Promise<void> {
  const { call, params } = await studentOf(key);
  const picture = await takePhoto(photo);
  await take(
    call("uploadAttempt", {
      params,
      query: { source: "camera" },
      picture,
      idempotencyKey: randomUUID(),
    }),
  );
}

async function latestAttempt(
  { studentOf }: History,
  key: string,
  state: "made" | "refused",
): Promise<string> {
  const { call, params } = await studentOf(key);
  const [latest] = (await take(call("listAttempts", { params }))).attempts;
  if (latest?.state !== state)
    throw new Error(`The photo of ${key} is ${latest?.state}, not ${state}`);
  return latest.attemptId;
}

/** Submits the latest photo. */
export async function submit(history: History, key: string): Promise<void> {
  const { call, params } = await history.studentOf(key);
  await take(
    call("submitAttempt", {
      params,
      body: { attemptId: await latestAttempt(history, key, "made") },
    }),
  );
}

/** Appeals against the refusal of the checks. */
export async function appealRefusal(history: History, key: string): Promise<void> {
  const { call, params } = await history.studentOf(key);
  const attemptId = await latestAttempt(history, key, "refused");
  await take(
    call("appealRejection", {
      params,
      body: { attemptId, reason: "我觉得这张照片符合要求，请人工看一下" },
    }),
  );
}

/** Returns the order that the student paid. */
export async function paidOrderOf({ studentOf }: History, key: string): Promise<string> {
  const { call, params } = await studentOf(key);
  const { orders } = await take(call("readCollectionOrders", { params }));
  const order = orders.find(({ counts }) => counts);
  if (!order) throw new Error(`${key} has not paid`);
  return order.orderId;
}
