/** A student ready to take photos: signed in, code proven, paid and agreed, on a phone with an address of its own. */
import { randomUUID } from "node:crypto";
import { fetchTransport } from "@gradphoto/domain/client";
import { type PersonClient, take } from "./client.ts";
import type { ChsiStudent, OutsideWorld, WechatPerson } from "./outside-world.ts";
import { findProject, lastFourOf, type Student, signIn } from "./student.ts";
import { waitUntil } from "./wait-until.ts";

export interface ShootingStudent {
  readonly client: PersonClient;
  readonly collectionId: string;
  readonly person: WechatPerson;
  readonly chsi: ChsiStudent;
}

/** As the product's reverse proxy would tell it; `number` from 0 to 65535. */
const phoneAt = (number: number) => {
  const address = `10.0.${number >> 8}.${number & 255}`;
  const fetchFromThere: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("x-forwarded-for", address);
    return fetch(input, { ...init, headers });
  };
  return fetchTransport<Blob, FormData>({ fetch: fetchFromThere, FormData });
};

export const addShootingStudent = async (world: OutsideWorld, url: string, number: number): Promise<ShootingStudent> =>
  getReady(world, await signIn(world, url, phoneAt(number)));

/** From signed in to paid and agreed. */
export async function getReady(world: OutsideWorld, student: Student): Promise<ShootingStudent> {
  const { client } = student;
  const { call } = client;
  const { chsi } = await findProject(student, world, { query: "jndx", category: "bachelor" });
  const text = await world.codeText({ studentId: chsi.id });
  const { readingId } = await take(call("readCode", { body: { text } }));
  await take(call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }));
  const { collectionId } = await take(
    call("startCollection", { body: { readingId, noPhotoYet: true }, idempotencyKey: randomUUID() }),
  );
  const params = { collectionId };
  const { order } = await take(
    call("startOrder", { params, body: { channel: "native", provider: "wechat-pay" }, idempotencyKey: randomUUID() }),
  );
  if (!order) throw new Error("The project costs nothing");
  await world.control("POST", "/pay/pay", { outTradeNo: order.outTradeNo });
  const read = async () => (await take(call("readOrder", { params: { orderId: order.orderId } }))).state;
  await waitUntil("the payment", read, (state) => state === "paid", 60_000, 1000);
  const { consents } = await take(call("readServiceContent", { params }));
  const wanted = consents.map(({ purpose, version }) => ({ purpose, version }));
  await take(call("giveConsents", { params, body: { consents: wanted } }));
  return { client, collectionId, person: student.person, chsi };
}
