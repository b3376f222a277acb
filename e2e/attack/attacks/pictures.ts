/** Pictures that are heavier than they look, sent as photos and as pictures of codes, and looked at again and again. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type PersonClient, take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { asPerson } from "../ask.ts";
import type { Attack, Target } from "../attack-kinds.ts";
import { heicBomb, phoneHeic, pngBomb, pngThatUnpacks } from "../hostile-pictures.ts";
import { expectLogged } from "../logged.ts";

const views = 10;
const verdictWithinMs = 110_000;

export const send = (client: PersonClient, collectionId: string, bytes: Uint8Array | Blob, type = "image/jpeg") =>
  client.call("uploadAttempt", {
    params: { collectionId },
    query: { source: "camera" },
    picture: bytes instanceof Blob ? bytes : new Blob([new Uint8Array(bytes)], { type }),
    idempotencyKey: randomUUID(),
  });

/** The attempt once the engine is done with it. */
export async function judged({ client, collectionId }: ShootingStudent, attemptId: string) {
  const read = () => take(client.call("readAttempt", { params: { collectionId, attemptId } }));
  return waitUntil("the photo's verdict", read, ({ state }) => state !== "processing", verdictWithinMs);
}

/** Another student's photo is taken and made as always: the worker lives. */
export async function expectPhotosAreMade(target: Target): Promise<void> {
  const student = await target.addStudent();
  const { attemptId } = await take(send(student.client, student.collectionId, goodPhoto()));
  assert.equal((await judged(student, attemptId)).state, "made");
}

const refusedBothWays = (name: string, make: () => Buffer, type: string, code: string): Attack => ({
  name: `${name}, as a photo and as the picture of a code`,
  against: ["picture-bomb"],
  must: `refused before a decoder sees it (${code} both times), in the log; the next photo is made`,
  run: async (target) => {
    const bytes = make();
    const { client, collectionId } = await target.addStudent();
    const beganMs = performance.now();
    const photo = await send(client, collectionId, bytes, type);
    assert.ok(!photo.ok && photo.problem.code === code, "it is taken as a photo");
    const photoMs = performance.now() - beganMs;
    const picture = new Blob([new Uint8Array(bytes)], { type });
    const read = await client.call("readCodePicture", { picture });
    assert.ok(!read.ok && read.problem.code === code, `as a code: ${JSON.stringify(read)}`);
    const codeMs = performance.now() - beganMs - photoMs;
    await expectPhotosAreMade(target);
    await expectLogged(target.product, "/v1/collections/:collectionId/attempts", photo.problem.status);
    return `${bytes.length} bytes: ${code} after ${Math.round(photoMs)} ms; ${read.problem.code} after ${Math.round(codeMs)} ms`;
  },
});

export const pictureAttacks: readonly Attack[] = [
  {
    name: "ten views at once of a 24-megapixel HEIC",
    against: ["view-decodes"],
    must: "a worker decodes it once; each view is answered with the JPEG that it made",
    run: async (target) => {
      const student = await target.addStudent();
      const { client, collectionId } = student;
      const { attemptId } = await take(send(client, collectionId, phoneHeic(), "image/heic"));
      const { state, original } = await waitUntil(
        "the picture that is shown",
        () => take(client.call("readAttempt", { params: { collectionId, attemptId } })),
        (attempt) => attempt.state !== "processing",
        verdictWithinMs,
      );
      assert.ok(original, "the upload has no address");
      const beganMs = performance.now();
      const answers = await Promise.all(
        Array.from({ length: views }, async () => {
          const answer = await fetch(`${target.product.url}${original.url}`, { headers: asPerson(client) });
          const bytes = Buffer.from(await answer.arrayBuffer());
          return `${answer.status} ${answer.headers.get("content-type")} ${bytes.toString("hex", 0, 3)}`;
        }),
      );
      assert.deepEqual([...new Set(answers)], ["200 image/jpeg ffd8ff"]);
      return `the photo was ${state}; ${views} views in ${Math.round(performance.now() - beganMs)} ms`;
    },
  },
  refusedBothWays("a HEIC that declares 24 and holds 256 megapixels", heicBomb, "image/heic", "photo-too-many-pixels"),
  refusedBothWays("a PNG of 400 megapixels of nothing", pngBomb, "image/png", "photo-too-many-pixels"),
  {
    name: "a PNG that unpacks to thirty times what it declares",
    against: ["picture-bomb", "broken-picture"],
    must: "refused at once or by the worker, which goes on",
    run: async (target) => {
      const student = await target.addStudent();
      const sent = await send(student.client, student.collectionId, pngThatUnpacks(), "image/png");
      const state = sent.ok ? (await judged(student, sent.value.attemptId)).state : sent.problem.code;
      assert.notEqual(state, "made");
      await expectPhotosAreMade(target);
      return state;
    },
  },
  {
    name: "a JPEG that ends in its middle, and one of noise",
    against: ["broken-picture"],
    must: "refused in words, never made; nothing of it shown as a photo",
    run: async (target) => {
      const whole = new Uint8Array(await goodPhoto().arrayBuffer());
      const noisy = Buffer.from(whole);
      for (let at = 2000; at < noisy.length; at += 97) noisy[at] = at & 255;
      const ends: string[] = [];
      for (const bytes of [whole.subarray(0, whole.length >> 1), noisy]) {
        const student = await target.addStudent();
        const sent = await send(student.client, student.collectionId, bytes);
        const state = sent.ok ? (await judged(student, sent.value.attemptId)).state : sent.problem.code;
        assert.notEqual(state, "made");
        ends.push(state);
      }
      return ends.join(", ");
    },
  },
];
