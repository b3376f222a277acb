/**
 * Measures status reads against a bare server in the same minute, first idle, then while the engine processes photos.
 * Also measures uploads and 300 waiting students. This machine generates the load as well.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { measure } from "../../../e2e/people/measure.ts";
import { openOutsideWorld } from "../../../e2e/people/outside-world.ts";
import {
  addShootingStudent,
  headersOf,
  type ShootingStudent,
  statusPath,
} from "../../../e2e/people/shooting-student.ts";
import { productDatabaseUrl } from "../../../e2e/product/product-database.ts";
import { startProduct } from "../../../e2e/product/start-product.ts";
import { measureBacklog } from "../server/backlog.ts";
import { compare, startBaselineServer } from "../server/compare.ts";
import { logProgress } from "../server/lab-database.ts";
import { waitingStudents } from "../server/waiting.ts";

const students = 100;
/** Number of photos in progress or queued, so that the engine is never idle. */
const waiting = 6;
const concurrency = 16;
const minRatio = 0.5;

const { resolve } = createRequire(import.meta.url);
const photos = [
  "material-kit/assets/img/faces/marc.jpg",
  "material-kit/assets/img/faces/christian.jpg",
  "material-kit/assets/img/faces/kendall.jpg",
  "soft-ui-dashboard/assets/img/bruce-mars.jpg",
  "soft-ui-dashboard/assets/img/team-2.jpg",
].map((name) => new Blob([readFileSync(resolve(name))], { type: "image/jpeg" }));

const product = await startProduct({ GRADPHOTO_PROXIES: "1" });
const yardstick = await startBaselineServer(productDatabaseUrl(product));
logProgress("the product is up");
try {
  const world = openOutsideWorld(product.sandboxUrl);
  const all: ShootingStudent[] = [];
  let errors = 0;
  await measure({ concurrency: 8, goesOn: (begun) => begun < students }, async (number) => {
    all.push(await addShootingStudent(world, product.url, number));
  });
  logProgress(`${all.length} students have paid and agreed`);

  const studentAt = (number: number): ShootingStudent => {
    const student = all[number % all.length];
    if (!student) throw new Error("There are no students");
    return student;
  };
  const status = {
    url: product.url,
    request: (number: number) => ({
      path: statusPath(studentAt(number)),
      headers: headersOf(studentAt(number)),
    }),
  };
  const collectionIds = all.map(({ collectionId }) => collectionId);
  const idle = await compare(yardstick, status, collectionIds);
  logProgress(`idle: ${JSON.stringify(idle)}`);
  const waitingCores = await waitingStudents(product, all);
  logProgress(`waiting: ${JSON.stringify(waitingCores)}`);

  /** Collections whose students know that a photo is queued or in progress. */
  const inWork = new Set<string>();
  let photosMade = 0;

  async function upload({ client, collectionId }: ShootingStudent, number: number): Promise<void> {
    const picture = photos[number % photos.length] ?? new Blob([]);
    const params = { collectionId };
    const idempotencyKey = randomUUID();
    const sent = await client.call("uploadAttempt", {
      params,
      query: { source: "camera" },
      picture,
      idempotencyKey,
    });
    if (sent.ok) inWork.add(collectionId);
    else errors++;
  }
  async function look({ client, collectionId }: ShootingStudent): Promise<void> {
    const answer = await client.call("readCollectionStatus", { params: { collectionId } });
    if (!answer.ok) errors++;
    else if (answer.value.state !== "processing" && inWork.delete(collectionId)) photosMade++;
  }

  for (let number = 0; number < waiting; number++) await upload(studentAt(number), number);
  const uploads = await measure(
    { concurrency, goesOn: (begun) => begun < students - waiting },
    (number) => upload(studentAt(number + waiting), number),
  );
  logProgress(`uploads: ${JSON.stringify(uploads)}, ${inWork.size} photos wait`);

  let measuring = true;
  const feeding = (async () => {
    for (let number = 0; measuring; number++) {
      for (const student of all.filter(({ collectionId }) => inWork.has(collectionId)))
        await look(student);
      const free = all.find(({ collectionId }) => !inWork.has(collectionId));
      if (inWork.size < waiting && free) await upload(free, number);
      await delay(250);
    }
  })();
  const createdBefore = photosMade;
  const busy = await compare(yardstick, status, collectionIds);
  measuring = false;
  await feeding;
  logProgress(
    `busy: ${JSON.stringify(busy)}, ${photosMade - createdBefore} photos were made meanwhile`,
  );
  const backlog = await measureBacklog();
  logProgress(`backlog: ${JSON.stringify(backlog)}`);
  const figures = { idle, busy, uploads, waiting: waitingCores, backlog, photosMade, errors };
  process.stdout.write(`${JSON.stringify({ lab: "api", ratio: idle.ratio, ...figures })}\n`);
  process.exitCode = errors === 0 && photosMade > 0 && idle.ratio >= minRatio ? 0 : 1;
} finally {
  await yardstick.stop();
  await product.stop();
}
