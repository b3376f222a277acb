/**
 * Simulates three reviewers who decide one queue by keyboard. Each looks at every photo for M milliseconds (0: as
 * briefly as the desk allows) and presses one key too early on each. The network is cut twenty times. Measures the
 * time until the next photo is painted, and counts photos that were decided unseen, decided twice or lost. In sheet
 * mode every photo counts as one without findings. Every twentieth comes back as a test photo (honeypot), and each
 * reviewer notices nine in ten of those.
 */
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { openDesks } from "../../../e2e/console/desk.ts";
import { ready } from "../../../e2e/console/review-desk.ts";
import { take } from "../../../e2e/people/client.ts";
import { quantile } from "../../../e2e/people/measure.ts";
import { openOutsideWorld } from "../../../e2e/people/outside-world.ts";
import { decide, takeTasks } from "../../../e2e/people/reviewer.ts";
import { addShootingStudent, type ShootingStudent } from "../../../e2e/people/shooting-student.ts";
import { submitPhoto } from "../../../e2e/people/submit-photo.ts";
import { waitUntil } from "../../../e2e/people/wait-until.ts";
import { inProductDatabase } from "../../../e2e/product/product-database.ts";
import { startProduct } from "../../../e2e/product/start-product.ts";
import { type Painted, readLooks, readPainted, watchPainting } from "../browser/painting-times.ts";
import { workSheets } from "../browser/review-sheet.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "60" },
    "look-ms": { type: "string", default: "1000" },
    sheet: { type: "boolean", default: false },
  },
});
const { sheet } = values;
const photos = Number(values.photos);
const lookMs = Number(values["look-ms"]);
const atOnce = 6;
const reviewers = ["reviewer-1", "reviewer-2", "senior-reviewer"] as const;
/** Every tenth photo is rejected with the keys `r`, a reason, Enter. */
const rejectEvery = 10;
/** Number of network cuts of each of the three reviewers. */
const cuts = [7, 7, 6];
const wantedCuts = cuts.reduce((sum, times) => sum + times, 0);
const cutMs = 1500;
/** Shortest look that the desk allows, minus one frame for the difference between the two clocks. */
const minLookMs = 1000 - 17;
const noticedOf = 10;
/** Collections whose photo is a test photo. */
const honeypotCollections = new Set<string>();
let noticed = 0;
const taken = z.object({
  tasks: z.array(
    z.object({ collectionId: z.string(), pictures: z.object({ photoUrl: z.string() }) }),
  ),
});

const product = await startProduct({
  GRADPHOTO_PROXIES: "1",
  GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({
    "decision-hold": 60,
    "second-look-share": 0,
    "hidden-verdict-share": 0,
    "known-photo-share": sheet ? 0.05 : 0,
  }),
});
const desks = await openDesks(product.url, "bench-review");
try {
  const world = openOutsideWorld(product.sandboxUrl);
  const students: ShootingStudent[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < photos) {
        next += 1;
        const student = await addShootingStudent(world, product.url, next);
        await submitPhoto(student);
        students.push(student);
        if (students.length % 20 === 0)
          process.stderr.write(`${students.length} of ${photos} wait for review\n`);
      }
    }),
  );
  const existing = sheet ? await fitForSheets(Math.floor(photos / 20)) : new Set<string>();
  const startedAt = performance.now();
  const worked = await Promise.all(
    reviewers.map((who, index) => (sheet ? onSheets : workThrough)(who, cuts[index] ?? 0)),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const decided = worked.reduce((sum, { decisions }) => sum + decisions, 0);
  const keys = worked.reduce((sum, { pressed }) => sum + pressed, 0);
  const looks = worked.flatMap((one) => one.looks);
  const paintedMs = worked.flatMap(({ waitsMs }) => waitsMs);
  const decisions = await readDecisions();
  const real = students.filter(({ collectionId }) => !existing.has(collectionId));
  const counts = real.map(({ collectionId }) => decisions.get(collectionId) ?? 0);
  const answers = await readHoneypotAnswers();
  const result = {
    lab: "review",
    photos,
    reviewers: reviewers.length,
    lookMs,
    decided,
    /** Number of photos that were assigned again to the reviewer who had decided them. */
    repeatedPhotos: decided - real.length - answers.answered,
    decidedTwice: counts.filter((count) => count > 1).length,
    lost: counts.filter((count) => count === 0).length,
    networkCuts: worked.reduce((sum, one) => sum + one.cuts, 0),
    decidedUnseen: looks.filter((ms) => ms === null || ms < minLookMs).length,
    minLookMs: Math.round(Math.min(...looks.map((ms) => ms ?? 0))),
    keysPerPhoto: Math.round((keys / decided) * 100) / 100,
    paintedMedianMs: Math.round(quantile(paintedMs, 0.5)),
    paintedP95Ms: Math.round(quantile(paintedMs, 0.95)),
    ...(sheet && {
      testPhotos: answers.answered,
      testPhotosNoticed: noticed,
      testPhotosCaught: answers.caught,
    }),
    perReviewerAndHour: Math.round((decided / reviewers.length / seconds) * 3600),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  const isClean =
    result.repeatedPhotos + result.decidedTwice + result.lost + result.decidedUnseen === 0 &&
    answers.caught === noticed;
  process.exitCode = isClean && result.networkCuts === wantedCuts ? 0 : 1;
} finally {
  await desks.close();
  await product.stop();
}

/** Decides until the queue is empty. The network is cut `times` times meanwhile. */
async function workThrough(who: string, times: number) {
  const desk = await desks.open(who, { locale: "zh-CN" });
  const { page } = desk;
  await watchPainting(page);
  await page.goto("/console/review");
  let [decisions, pressed, cut] = [0, 0, 0];
  const cutEvery = Math.max(1, Math.floor(photos / reviewers.length / 2 / times));
  const waitsMs: number[] = [];
  let front = await nextPainted(page, null);
  while (front.url !== null) {
    const previous = front;
    await page.waitForTimeout(lookMs);
    await ready(desk);
    if (cut < times && decisions % cutEvery === 0) {
      cut += 1;
      await desk.context.setOffline(true);
      setTimeout(() => void desk.context.setOffline(false), cutMs);
    }
    const keys = (decisions + 1) % rejectEvery === 0 ? ["r", "1", "Enter"] : ["a"];
    for (const key of keys) {
      if (key === "1") await page.locator(".desk-reasons").waitFor();
      await page.keyboard.press(key);
    }
    decisions += 1;
    pressed += keys.length;
    front = await nextPainted(page, previous.url);
    if (front.ms !== null) waitsMs.push(front.ms);
  }
  const looks = await readLooks(page);
  await desk.context.close();
  return { decisions, pressed, waitsMs, looks, cuts: cut };
}

/**
 * Prepares the photos as if the checks had found nothing, and makes the first `count` into test photos that must be
 * rejected. Returns the collections of the test photos.
 */
async function fitForSheets(count: number): Promise<ReadonlySet<string>> {
  const senior = await desks.clientOf("senior-reviewer");
  const existing = new Map<string, string>();
  while (existing.size < count)
    for (const task of (await takeTasks(senior)).slice(0, count - existing.size))
      existing.set(
        task.collectionId,
        (await decide(senior, task, { outcome: "approve" })).decisionId,
      );
  await inProductDatabase(product, async (database) => {
    await database.query("update projects set sheet_review = true");
    await database.query("update attempts set seen_attempt_id = null");
    await database.query(
      `update attempts set report = jsonb_set(report, '{verdict}', '"pass"') where report is not null`,
    );
    await database.query("update collections set review_risk = 0");
    // Releases the remaining tasks that the senior reviewer leased.
    await database.query("delete from review_tasks where decision is null");
    await database.query("update collections set state = 'completed' where id = any($1)", [
      [...existing.keys()],
    ]);
  });
  const verdict = { decision: "reject" as const, reasons: ["glasses" as const] };
  for (const decisionId of existing.values())
    await take(senior.call("addHoneypot", { body: { decisionId, verdict } }));
  for (const collectionId of existing.keys()) honeypotCollections.add(collectionId);
  return honeypotCollections;
}

/** Decides contact sheets until the queue is empty. */
async function onSheets(who: string, times: number) {
  const desk = await desks.open(who, { locale: "zh-CN" });
  const honeypotUrls = new Set<string>();
  desk.page.on("response", (response) => {
    if (!response.url().endsWith("/v1/staff/tasks/take")) return;
    void response.json().then((answer: unknown) => {
      for (const { collectionId, pictures } of taken.parse(answer).tasks)
        if (honeypotCollections.has(collectionId)) honeypotUrls.add(pictures.photoUrl);
    });
  });
  const cutEvery = Math.max(1, Math.floor(photos / 12 / reviewers.length / times));
  let met = 0;
  const isNoticed = (url: string): boolean => {
    if (!honeypotUrls.has(url)) return false;
    met += 1;
    const isSeen = met % noticedOf !== 0;
    if (isSeen) noticed += 1;
    return isSeen;
  };
  return workSheets(desk, { lookMs, cuts: times, cutEvery, isNoticed });
}

/** Counts the decisions on honeypots, and the rejected ones among them. */
function readHoneypotAnswers() {
  return inProductDatabase(product, async (database) => {
    const { rows } = await database.query<{ readonly answered: number; readonly caught: number }>(
      "select count(*)::int as answered, (count(*) filter (where decision = 'reject'))::int as caught from review_tasks where kind = 'honeypot' and decision is not null",
    );
    return rows[0] ?? { answered: 0, caught: 0 };
  });
}

/** Waits for a photo other than `previous`. `url` is null when the queue is empty. */
function nextPainted(page: Page, previous: string | null): Promise<Painted> {
  return waitUntil(
    "the next photo",
    () => readPainted(page),
    (now) => now !== null && now.url !== previous,
    60_000,
    5,
  ).then((now) => now ?? { url: null, ms: null, atMs: 0 });
}

/** Reads the decisions by collection, including held ones that are not published yet. */
function readDecisions(): Promise<ReadonlyMap<string, number>> {
  return inProductDatabase(product, async (database) => {
    const { rows } = await database.query<{
      readonly collection: string;
      readonly decisions: number;
    }>(
      "select collection_id as collection, count(*)::int as decisions from review_tasks where kind = 'submission' and decision is not null and undone_at is null group by 1",
    );
    return new Map(rows.map(({ collection, decisions }) => [collection, decisions]));
  });
}
