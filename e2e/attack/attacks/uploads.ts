/** Pictures that take room and do not come, and more bytes than a picture has. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { signIn } from "../../people/student.ts";
import { statusesIn } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";
import { sendHalf } from "../half-sent.ts";
import { expectLogged } from "../logged.ts";
import { openObject, storedAttempt } from "../stored.ts";
import { judged, send } from "./pictures.ts";

const megabyte = 1024 * 1024;
const freeAccounts = 9;
/** Twenty seconds of grace, then the next second's look. */
const slowEndsWithinMs = 40_000;

export const uploadAttacks: readonly Attack[] = [
  {
    name: "nine free accounts with half-sent bodies of ten megabytes, three each",
    against: ["uploads-share-room"],
    must: "a paying student's photo is taken meanwhile, and so is a code's picture",
    run: async ({ product: { url }, world, newAddress, addStudent }) => {
      const student = await addStudent();
      const free = await Promise.all(Array.from({ length: freeAccounts }, () => signIn(world, url)));
      const halves = free.flatMap(({ client }) =>
        Array.from({ length: 3 }, () =>
          sendHalf(
            url,
            { client, path: "/v1/collection-codes/picture", address: newAddress() },
            10 * megabyte,
            9 * megabyte,
          ),
        ),
      );
      await delay(2500);
      const beganMs = performance.now();
      const { attemptId } = await take(send(student.client, student.collectionId, goodPhoto()));
      const tookMs = Math.round(performance.now() - beganMs);
      const chsi = await world.addStudent({});
      const picture = await world.codePicture({ studentId: chsi.id });
      const code = await student.client.call("readCodePicture", { picture });
      const ends = halves.map(({ heard }) => statusesIn(heard()).at(0) ?? 0);
      for (const { socket } of halves) socket.destroy();
      assert.ok(code.ok, `the code's picture: ${code.ok ? "" : code.problem.code}`);
      await judged(student, attemptId);
      const given = ends.filter((status) => status > 0);
      return `photo taken in ${tookMs} ms, code read; ${given.length} of ${halves.length} half-sent ones were ended: ${[...new Set(given)].join(", ")}`;
    },
  },
  {
    name: "a photo that comes at a kilobyte a second",
    against: ["slow-body"],
    must: "408 upload-too-slow, the connection is closed, a line in the log",
    run: async ({ product, addStudent, newAddress }) => {
      const { url } = product;
      const { client, collectionId } = await addStudent();
      const path = `/v1/collections/${collectionId}/attempts?source=camera`;
      const beganMs = performance.now();
      const slow = sendHalf(url, { client, path, address: newAddress() }, megabyte, 1024);
      const drip = setInterval(() => slow.socket.write(Buffer.alloc(1024, 0xff)), 1000);
      const answer = await Promise.race([slow.ended, delay(slowEndsWithinMs, null, { ref: false })]);
      clearInterval(drip);
      slow.socket.destroy();
      assert.match(answer ?? "it goes on", /upload-too-slow/);
      await expectLogged(product, "/v1/collections/:collectionId/attempts", 408);
      return `${statusesIn(answer ?? "")[0]} after ${Math.round((performance.now() - beganMs) / 1000)} s`;
    },
  },
  {
    name: "two megabytes behind the picture's end",
    against: ["bytes-behind"],
    must: "cut before storing: what is stored is the picture alone",
    run: async ({ product, addStudent }) => {
      const student = await addStudent();
      const photo = goodPhoto();
      const heavy = new Blob([photo, Buffer.alloc(2 * megabyte, 0x41)], { type: "image/jpeg" });
      const { attemptId } = await take(send(student.client, student.collectionId, heavy));
      await judged(student, attemptId);
      const stored = await storedAttempt(product, attemptId);
      assert.ok(stored.bytes <= photo.size, `${stored.bytes} bytes are stored of a picture of ${photo.size}`);
      assert.ok(!openObject(product, stored.key).includes("A".repeat(64)));
      return `${heavy.size} bytes sent, ${stored.bytes} stored`;
    },
  },
];
