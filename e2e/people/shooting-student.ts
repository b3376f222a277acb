/** A student who is ready to take photos: signed in, code verified, paid and agreed, on a phone with its own address. */
import { randomUUID } from "node:crypto";
import { contractVersion, contractVersionHeader } from "@gradphoto/domain";
import { fetchTransport } from "@gradphoto/domain/client";
import { type PersonClient, take } from "./client.ts";
import type { ChsiStudent, OutsideWorld, WechatPerson } from "./outside-world.ts";
import { findProject, type Student, signIn, verifyCode } from "./student.ts";
import { waitUntil } from "./wait-until.ts";

export interface ShootingStudent {
  readonly client: PersonClient;
  readonly collectionId: string;
  readonly person: WechatPerson;
  readonly chsi: ChsiStudent;
}

/** Returns a phone that sends the address that the product's reverse proxy would add. `number` is from 0 to 65535. */
const phoneAt = (number: number) => {
  const address = `10.0.${number >> 8}.${number & 255}`;
  const fetchFromThere: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("x-forwarded-for", address);
    return fetch(input, { ...init, headers });
  };
  return fetchTransport<Blob, FormData>({ fetch: fetchFromThere, FormData });
};

export const addShootingStudent = async (
  world: OutsideWorld,
  url: string,
  number: number,
): Promise<ShootingStudent> => payAndConsent(world, await signIn(world, url, phoneAt(number)));

/** Takes a signed-in student to a collection that waits for its payment. */
export async function startCollection(
  world: OutsideWorld,
  student: Student,
): Promise<ShootingStudent> {
  const { client, person } = student;
  const { chsi } = await findProject(student, world, { query: "jndx", category: "bachelor" });
  const { readingId } = await verifyCode(student, world, chsi);
  const { collectionId } = await take(
    client.call("startCollection", {
      body: { readingId, noPhotoYet: true },
      idempotencyKey: randomUUID(),
    }),
  );
  return { client, collectionId, person, chsi };
}

/** Takes a signed-in student to a paid collection with all consents. */
export async function payAndConsent(
  world: OutsideWorld,
  student: Student,
): Promise<ShootingStudent> {
  const ready = await startCollection(world, student);
  const { call } = ready.client;
  const params = { collectionId: ready.collectionId };
  const { order } = await take(
    call("startOrder", {
      params,
      body: { channel: "native", provider: "wechat-pay" },
      idempotencyKey: randomUUID(),
    }),
  );
  if (!order) throw new Error("The project costs nothing");
  await world.control("POST", "/pay/pay", { outTradeNo: order.outTradeNo });
  const read = async () =>
    (await take(call("readOrder", { params: { orderId: order.orderId } }))).state;
  await waitUntil("the payment", read, (state) => state === "paid", 60_000);
  await agreeToAll(ready);
  return ready;
}

/** Gives every consent that the service requests. Returns the answer. */
export async function agreeToAll({
  client,
  collectionId,
}: Pick<ShootingStudent, "client" | "collectionId">) {
  const params = { collectionId };
  const { consents } = await take(client.call("readServiceContent", { params }));
  const current = consents.map(({ purpose, version }) => ({ purpose, version }));
  return take(client.call("giveConsents", { params, body: { consents: current } }));
}

/** Returns the path of the request for the status. The student app sends it with the headers below. */
export const statusPath = ({ collectionId }: ShootingStudent): string =>
  `/v1/collections/${collectionId}/status`;

export const headersOf = ({ client }: ShootingStudent): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${client.token() ?? ""}`,
  "accept-language": "zh",
  [contractVersionHeader]: String(contractVersion),
});
