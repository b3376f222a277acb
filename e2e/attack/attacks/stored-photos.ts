/** Whoever has the disk: what a photo tells them, and what they can put in its place. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { ask, asPerson } from "../ask.ts";
import type { Attack, Target } from "../attack-kinds.ts";
import { expectLine } from "../logged.ts";
import { judged, send } from "../photos.ts";
import { fileOf, openObject, storedAttempt } from "../stored.ts";

const place = "31.2304N-121.4737E";

/** A JPEG's EXIF with a GPS part that names the place, and XMP that names it again. */
async function withPlace(photo: Blob): Promise<Blob> {
  const jpeg = Buffer.from(await photo.arrayBuffer());
  const words = Buffer.from(`${place}\0`);
  const tiff = Buffer.alloc(8 + 18 + 18);
  tiff.write("MM\0*", "latin1");
  tiff.writeUInt32BE(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    tiff.writeUInt16BE(1, at);
    tiff.writeUInt16BE(tag, at + 2);
    tiff.writeUInt16BE(type, at + 4);
    tiff.writeUInt32BE(count, at + 6);
    tiff.writeUInt32BE(value, at + 10);
  };
  // The picture's directory points to that of the place, whose area's name lies behind both.
  entry(8, 0x8825, 4, 1, 26);
  entry(26, 0x001c, 7, words.length, 44);
  const segment = (body: Buffer): Buffer => {
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const exif = segment(Buffer.concat([Buffer.from("Exif\0\0"), tiff, words]));
  const xmp = segment(
    Buffer.from(
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="${place}"/></rdf:RDF></x:xmpmeta>`,
    ),
  );
  const whole = Buffer.concat([jpeg.subarray(0, 2), exif, xmp, jpeg.subarray(2)]);
  return new Blob([new Uint8Array(whole)], { type: "image/jpeg" });
}

async function made(student: ShootingStudent) {
  const { attemptId } = await take(send(student.client, student.collectionId, goodPhoto()));
  const attempt = await judged(student, attemptId);
  assert.equal(attempt.state, "made");
  assert.ok(attempt.result);
  return { attemptId, path: attempt.result.url };
}

/** Something else lies where the finished photo was: nobody is given it. */
const replaced = (
  name: string,
  replace: (stored: Buffer) => Buffer,
  weakness: "plain-object" | "changed-byte",
): Attack => ({
  name,
  against: [weakness],
  must: "told in the log, and given to nobody; what was there is shown again once it is back",
  run: async (target: Target) => {
    const { product, addStudent } = target;
    const student = await addStudent();
    const { attemptId, path } = await made(student);
    const headers = asPerson(student.client);
    assert.equal((await ask(product.url, path, { headers })).status, 200);
    const { photo } = await storedAttempt(product, attemptId);
    assert.ok(photo);
    const file = fileOf(product, photo);
    const whole = readFileSync(file);
    writeFileSync(file, replace(whole));
    const answer = await ask(product.url, path, { headers });
    writeFileSync(file, whole);
    assert.ok(answer.status >= 500, `it was answered with ${answer.status}`);
    assert.notEqual(answer.headers.get("content-type"), "image/jpeg");
    const fault = /PlainObjectError|ObjectChangedError/;
    await expectLine(product, "a changed photo", (line) => fault.test(line));
    assert.equal((await ask(product.url, path, { headers })).status, 200);
    return `${answer.status} ${answer.code}, in the log; whole again: 200`;
  },
});

export const storedPhotoAttacks: readonly Attack[] = [
  {
    name: "a photo that tells where it was taken, in EXIF and in XMP",
    against: ["place-in-photo"],
    must: "cut before it is stored, also for whoever has the disk and the key",
    run: async ({ product, addStudent }) => {
      const student = await addStudent();
      const photo = await withPlace(goodPhoto());
      const { attemptId } = await take(send(student.client, student.collectionId, photo));
      const { state } = await judged(student, attemptId);
      const { key, bytes } = await storedAttempt(product, attemptId);
      const stored = openObject(product, key);
      assert.ok(!stored.includes(place), "the place is stored");
      assert.ok(!readFileSync(fileOf(product, key)).includes("JFIF"), "the object is not encrypted");
      return `${photo.size} bytes sent, ${bytes} stored, encrypted; the photo was ${state}`;
    },
  },
  replaced(
    "a plain photo in an encrypted one's place",
    () => Buffer.from("\xff\xd8\xff\xe0 another's face", "latin1"),
    "plain-object",
  ),
  replaced(
    "one changed byte in a stored photo",
    (whole) => {
      const changed = Buffer.from(whole);
      changed[changed.length - 100] = (changed[changed.length - 100] ?? 0) ^ 1;
      return changed;
    },
    "changed-byte",
  ),
  {
    name: "more bytes than two hundred megabytes a day for one collection",
    against: ["bytes-a-day"],
    must: "429 with the time to wait; another student's photo is taken",
    run: async ({ product, addStudent }) => {
      const [greedy, other] = [await addStudent(), await addStudent()];
      const { attemptId } = await made(greedy);
      // As if it had been so many of the largest.
      await inProductDatabase(product, (client) =>
        client.query("update attempts set original_bytes = 200 * 1024 * 1024 where id = $1", [attemptId]),
      );
      const more = await send(greedy.client, greedy.collectionId, goodPhoto());
      assert.ok(!more.ok && more.problem.code === "too-many-requests", "one more is taken");
      await take(send(other.client, other.collectionId, goodPhoto()));
      assert.ok((more.problem.retryAfterS ?? 0) > 0, "it is not told when to come again");
      return `${more.problem.status} ${more.problem.code}, again in ${more.problem.retryAfterS} s`;
    },
  },
];
