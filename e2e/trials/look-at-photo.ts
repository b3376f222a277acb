/** A student who signs in and opens their photo. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openClient, type PersonClient, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";

interface Owner extends Pick<ShootingStudent, "person" | "collectionId"> {}

/** Signs in with WeChat, as on a new phone. */
export async function signInAgain(
  world: OutsideWorld,
  url: string,
  { person }: Owner,
): Promise<PersonClient> {
  const client = openClient(url);
  const code = await world.wechatCode("login", person.id);
  client.signInAs((await take(client.call("signInWithWechat", { body: { code } }))).token);
  return client;
}

/** Returns the hash of original and photo of the latest attempt. */
export async function lookAtPhoto(
  url: string,
  client: PersonClient,
  { collectionId }: Owner,
): Promise<string> {
  const { attempts } = await take(client.call("listAttempts", { params: { collectionId } }));
  const [latest] = attempts;
  assert.ok(latest);
  const { attemptId } = latest;
  const attempt = await take(client.call("readAttempt", { params: { collectionId, attemptId } }));
  const hash = createHash("sha256");
  for (const picture of [attempt.original, attempt.result]) {
    assert.ok(picture);
    const answer = await fetch(`${url}${picture.url}`, {
      headers: { authorization: `Bearer ${client.token()}` },
    });
    assert.equal(`${answer.status} ${answer.headers.get("content-type")}`, "200 image/jpeg");
    hash.update(new Uint8Array(await answer.arrayBuffer()));
  }
  return hash.digest("hex");
}
