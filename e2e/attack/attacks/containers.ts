/** Every hostile container and hundreds of damaged files, to every route that takes bytes. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { fuzzInputs } from "../../../packages/engine/src/testing/fuzzing/fuzz-inputs.ts";
import { hostileContainers } from "../../../packages/engine/src/testing/hostile-containers.ts";
import { signIn } from "../../people/student.ts";
import { upload } from "../../people/submit-photo.ts";
import { type Attack, counted, expectPhotosAreMade, judged, type Target } from "../target.ts";

/** Number of parallel senders: as many uploads as an account may send at a time. */
const lanes = 2;
const damaged = 200;
/** Maximum delay of the API, too short for a reader to notice. The delay of a process without work is subtracted. */
const maxHeldMs = 50;

interface SentFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

async function hostileFiles(): Promise<readonly SentFile[]> {
  const { inputAt } = await fuzzInputs(38);
  const files = Array.from({ length: damaged }, (_, index) => ({
    bytes: inputAt(index),
    mediaType: "image/jpeg",
  }));
  return [...(await hostileContainers()), ...files];
}

/** Sends all files and returns the resulting codes and states. `open` prepares one lane. */
async function sendAll(
  target: Target,
  open: () => Promise<(file: SentFile) => Promise<string>>,
): Promise<string> {
  const files = [...(await hostileFiles())];
  const { length } = files;
  const ends: string[] = [];
  await target.readHeld();
  const lane = async (): Promise<void> => {
    const sendOne = await open();
    for (let file = files.shift(); file; file = files.shift()) {
      const end = await sendOne(file);
      assert.ok(!/^(internal|made)/.test(end), end);
      ends.push(end);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const { p99Ms, worstMs, idleWorstMs } = await target.readHeld();
  const held = `the thread blocked for ${p99Ms} ms (p99), ${worstMs} ms (worst), an idle process for ${idleWorstMs} ms`;
  assert.ok(p99Ms <= maxHeldMs && worstMs - idleWorstMs <= maxHeldMs, held);
  return `${length} files, ${held}: ${counted(ends)}`;
}

export const containerAttacks: readonly Attack[] = [
  {
    name: "hostile containers and damaged files as photos",
    must: "each file is judged or refused with a message; the API's thread is free, the next photo is made",
    run: async (target) => {
      const reported = await sendAll(target, async () => {
        let sentHere = 0;
        let student = await target.addStudent();
        // Each account may send only some photos a minute.
        return async ({ bytes, mediaType }) => {
          const sent = await upload(
            student,
            new Blob([new Uint8Array(bytes)], { type: mediaType }),
          );
          const end = sent.ok
            ? (await judged(student, sent.value.attemptId)).state
            : sent.problem.code;
          if (++sentHere % 40 === 0) student = await target.addStudent();
          return end;
        };
      });
      await expectPhotosAreMade(target);
      return reported;
    },
  },
  {
    name: "hostile containers as pictures of codes, as evidence and for unknown collections",
    must: "each file is refused with a message; the API's thread is free",
    run: (target) =>
      sendAll(target, async () => {
        let sentHere = 0;
        let { client } = await signIn(target.world, target.product.url);
        return async ({ bytes, mediaType }) => {
          // Each account may read only some pictures of codes a minute.
          if (++sentHere % 10 === 0) ({ client } = await signIn(target.world, target.product.url));
          const picture = new Blob([new Uint8Array(bytes)], { type: mediaType });
          const params = { collectionId: randomUUID() };
          const ends = [
            await client.call("readCodePicture", { picture }),
            await client.call("giveEvidence", {
              params,
              query: { evidenceKind: "older-photo" },
              picture,
            }),
            await upload({ client, ...params }, picture),
          ].map((answer) => (answer.ok ? "read" : answer.problem.code));
          return ends.join(" + ");
        };
      }),
  },
];
