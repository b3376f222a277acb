/**
 * `npm run bench:api`: how many status reads and uploads a second the whole product serves, and how long the slow ones
 * take, while its engine makes photos all the time. The load comes from this machine too.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { openOutsideWorld } from "../people/outside-world.ts";
import { addShootingStudent, type ShootingStudent } from "../people/shooting-student.ts";
import { startProduct } from "../product/start-product.ts";
import { measure } from "./measure.ts";

const students = 96;
/** Photos in work or waiting, so that the engine is never idle. */
const waiting = 6;
const concurrency = 16;
const readsMs = 15_000;

const { resolve } = createRequire(import.meta.url);
const photos = [
  "material-kit/assets/img/faces/marc.jpg",
  "material-kit/assets/img/faces/christian.jpg",
  "material-kit/assets/img/faces/kendall.jpg",
  "soft-ui-dashboard/assets/img/bruce-mars.jpg",
  "soft-ui-dashboard/assets/img/team-2.jpg",
].map((name) => new Blob([readFileSync(resolve(name))], { type: "image/jpeg" }));

const startedMs = performance.now();
const say = (words: string): void => {
  process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s  ${words}\n`);
};

const product = await startProduct({ GRADPHOTO_PROXIES: "1" });
say("the product is up");
try {
  const world = openOutsideWorld(product.sandboxUrl);
  const all: ShootingStudent[] = [];
  let errors = 0;
  await measure({ concurrency: 8, goesOn: (begun) => begun < students }, async (number) => {
    all.push(await addShootingStudent(world, product.url, number));
  });
  say(`${all.length} students have paid and agreed`);

  const studentAt = (number: number): ShootingStudent => {
    const student = all[number % all.length];
    if (!student) throw new Error("There are no students");
    return student;
  };
  /** Collections whose photo waits or is made, as their students know. */
  const inWork = new Set<string>();
  let photosMade = 0;

  async function upload({ client, collectionId }: ShootingStudent, number: number): Promise<void> {
    const picture = photos[number % photos.length] ?? new Blob([]);
    const params = { collectionId };
    const idempotencyKey = randomUUID();
    const sent = await client.call("uploadAttempt", { params, query: { source: "camera" }, picture, idempotencyKey });
    if (sent.ok) inWork.add(collectionId);
    else errors++;
  }
  async function read({ client, collectionId }: ShootingStudent): Promise<void> {
    const answer = await client.call("readCollection", { params: { collectionId } });
    if (!answer.ok) errors++;
    else if (answer.value.state !== "processing" && inWork.delete(collectionId)) photosMade++;
  }

  for (let number = 0; number < waiting; number++) await upload(studentAt(number), number);
  say("the engine is busy");
  const uploads = await measure({ concurrency, goesOn: (begun) => begun < students - waiting }, (number) =>
    upload(studentAt(number + waiting), number),
  );
  say(`uploads: ${JSON.stringify(uploads)}, ${inWork.size} photos wait`);

  let reading = true;
  const feeding = (async () => {
    for (let number = 0; reading; number++) {
      const idle = all.find(({ collectionId }) => !inWork.has(collectionId));
      if (inWork.size < waiting && idle) await upload(idle, number);
      else await delay(20);
    }
  })();
  const madeBefore = photosMade;
  const reads = await measure({ concurrency, goesOn: (_, elapsedMs) => elapsedMs < readsMs }, (number) =>
    read(studentAt(number)),
  );
  reading = false;
  await feeding;
  say(`reads: ${JSON.stringify(reads)}, ${photosMade - madeBefore} photos were made meanwhile`);
  process.stdout.write(`${JSON.stringify({ bench: "api", reads, uploads, photosMade, errors })}\n`);
  process.exitCode = errors === 0 && photosMade > 0 ? 0 : 1;
} finally {
  await product.stop();
}
