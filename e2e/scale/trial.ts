/**
 * The trial: one process each as a baseline, then all of them with troubles, then a check of every student and of the
 * books.
 */
import { availableParallelism, loadavg } from "node:os";
import pg from "pg";
import { z } from "zod";
import { readOutsideBooks } from "../crash/outside-books.ts";
import { take } from "../people/client.ts";
import { measure } from "../people/measure.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { lastWordsOf, runByHand } from "../product/run-by-hand.ts";
import type { Cluster } from "./cluster.ts";
import { judge, paceOutside, type StudentEnd } from "./judge.ts";
import { type Crowd, noResults, type Progress, type Walked, walkStudents } from "./students.ts";
import { type Course, type Happened, makeTrouble, troublesOf } from "./troubles.ts";

/** Reads the end as the student sees it, and opens the pictures. */
async function endOf(url: string, { student, attemptId, phone }: Walked): Promise<StudentEnd> {
  const { client, collectionId, chsi } = student;
  const { call } = client;
  const params = { collectionId };
  const { state } = await take(call("readCollection", { params }));
  const { attempts } = await take(call("listAttempts", { params }));
  const { original, result } = await take(
    call("readAttempt", { params: { collectionId, attemptId } }),
  );
  const { orders, feeFen } = await take(call("readCollectionOrders", { params }));
  const opens = async (picture: { readonly url: string } | null): Promise<boolean> =>
    picture !== null && isJpeg(await phone.look(`${url}${picture.url}`, client.token() ?? ""));
  const opened = { original: await opens(original), result: await opens(result) };
  return { studentNumber: chsi.studentNumber, feeFen, attemptId, state, attempts, orders, opened };
}

const isJpeg = (bytes: Uint8Array | null): boolean =>
  bytes !== null && bytes.length > 1000 && bytes[0] === 0xff && bytes[1] === 0xd8;

const books = z.tuple([
  z.object({
    sumFen: z.coerce.number(),
    paidFen: z.coerce.number(),
    collections: z.coerce.number(),
    attempts: z.coerce.number(),
  }),
]);

type OwnBooks = z.output<typeof books>[0];

/** Reads the ledger's sum, the balance at WeChat Pay, and the numbers of collections and photos. */
async function readOwnBooks({ ownerUrl }: Cluster): Promise<OwnBooks> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select coalesce(sum(amount_fen), 0) as "sumFen",
         coalesce(sum(amount_fen) filter (where account = 'wechat-pay'), 0) as "paidFen",
         (select count(*) from collections) as collections, (select count(*) from attempts) as attempts
       from ledger_entries`,
    );
    return books.parse(rows)[0];
  } finally {
    await client.end();
  }
}

const printEveryMs = 10_000;

interface Reported {
  readonly finished: readonly Walked[];
  /** Reasons of students who did not finish. */
  readonly failed: readonly string[];
  readonly happened: readonly Happened[];
  /** Duration from the first beginning to the last end. */
  readonly minutes: number;
  readonly perMinute: number;
  /** Photos per minute outside the troubles. */
  readonly perCalmMinute: number;
}

type Print = Course["print"];
type Meanwhile = (course: Course) => Promise<readonly Happened[]>;

/** Walks one crowd and reports its progress, while `meanwhile` troubles the product. */
async function walkCrowd(
  crowd: Crowd,
  report: Print,
  meanwhile: Meanwhile = async () => [],
): Promise<Reported> {
  const progress: Progress = { finished: [], failed: [] };
  const { finished, failed } = progress;
  let isOver = false;
  let reported = 0;
  const progressTimer = setInterval(() => {
    for (; reported < failed.length; reported++) report(failed[reported] ?? "");
    report(
      `${finished.length} of ${crowd.students} through, ${failed.length} not; ${JSON.stringify(crowd.results)}`,
    );
  }, printEveryMs);
  const fromMs = performance.now();
  const walking = walkStudents(crowd, progress).finally(() => {
    isOver = true;
    clearInterval(progressTimer);
  });
  const part = (): number => finished.length / crowd.students;
  const [happened] = await Promise.all([
    meanwhile({ part, isOver: () => isOver, print: report }),
    walking,
  ]);
  const ends = finished.map(({ finishedMs }) => finishedMs);
  const span = { fromMs, untilMs: Math.max(fromMs, ...ends) };
  return {
    finished,
    failed,
    happened,
    minutes: (span.untilMs - span.fromMs) / 60_000,
    perMinute: paceOutside(ends, span, []),
    perCalmMinute: paceOutside(ends, span, happened),
  };
}

const campus = 300;
const atATime = 50;
const readers = 8;
const reportedFaults = 20;

const rounded = (value: number, parts = 10): number => Math.round(value * parts) / parts;

export async function runTrial(
  cluster: Cluster,
  { students, minutes }: { readonly students: number; readonly minutes: number },
  report: (words: string) => void,
) {
  const results = noResults();
  const { url, certificateFile, apis, workers } = cluster;
  const world = openOutsideWorld(cluster.sandboxUrl);
  const startAll = (from: number, to?: number) =>
    Promise.all([...apis.slice(from, to), ...workers.slice(from, to)].map((one) => one.start()));
  const crowdOf = (count: number, together: number, addressesFrom: number) => ({
    url,
    certificateFile,
    world,
    results,
    students: count,
    together,
    atATime,
    addressesFrom,
    deadlineMs: performance.now() + minutes * 60_000,
  });

  await startAll(0, 1);
  // Number of students that gives a steady pace.
  const sample = Math.max(1, Math.ceil(students / 10));
  report(`one API and one worker: ${sample} students`);
  const one = await walkCrowd(crowdOf(sample, 0, 10_000), report);
  report(`one of each: ${rounded(one.perMinute)} photos a minute`);

  await startAll(1);
  report(
    `${apis.length} APIs, ${workers.length} workers: ${students} students, the first ${campus} at once from one address`,
  );
  const all = await walkCrowd(crowdOf(students, campus, 0), report, (course) =>
    makeTrouble(cluster, course),
  );
  report(`${all.finished.length} through in ${rounded(all.minutes)} minutes; each is checked`);

  const walked = [...one.finished, ...all.finished];
  const failed = [...one.failed, ...all.failed];
  const ends = await readEnds(url, walked);
  const { lost, doubled } = judge(ends, await readOutsideBooks(world));
  const books = await readOwnBooks(cluster);
  const objects = await runByHand("src/programs/check-objects.ts", [], cluster.settings);
  const audit = await runByHand("src/programs/audit-check.ts", [], cluster.settings);
  await Promise.all(walked.map(({ phone }) => phone.close()));
  // The progress of students who failed is unknown, so the totals count only without failures.
  const isCounted = failed.length === 0;
  const retainedFen = ends.reduce((sum, { feeFen }) => sum + feeFen, 0);
  const booksBalance = books.sumFen === 0 && (!isCounted || books.paidFen === retainedFen);
  const extra = isCounted
    ? [books.collections, books.attempts].map((count) => Math.max(0, count - walked.length))
    : [];
  for (const fault of [...failed, ...lost, ...doubled].slice(0, reportedFaults)) report(fault);
  report(`store: ${lastWordsOf(objects)}`);
  report(`audit log: ${lastWordsOf(audit)}`);
  const cores = availableParallelism();
  report(
    `${cores} cores carry the service, its servers and the students: more workers give no more than one leaves of them`,
  );
  const figures = {
    students,
    apis: apis.length,
    workers: workers.length,
    cores,
    load: loadavg().map((load) => rounded(load)),
    networks: cluster.hasNetworks,
    lost: lost.length,
    doubled: extra.reduce((sum, more) => sum + more, doubled.length),
    unfinished: failed.length,
    ...results,
    troubles: all.happened.map(({ name }) => name),
    booksBalance,
    objectsWhole: objects.code === 0,
    auditWhole: audit.code === 0,
    minutes: rounded(all.minutes),
    photosPerMinute: rounded(all.perMinute),
    photosPerCalmMinute: rounded(all.perCalmMinute),
    photosPerMinuteOfOne: rounded(one.perMinute),
    ratio: rounded(all.perCalmMinute / one.perMinute, 100),
  };
  const faults = [
    figures.lost,
    figures.doubled,
    failed.length,
    results.failedAfterRetry,
    results.tooManyRequests,
  ];
  const isWhole = booksBalance && figures.objectsWhole && figures.auditWhole;
  // A small crowd finishes before all troubles.
  const isTried =
    walked.length === sample + students && all.happened.length === troublesOf(cluster).length;
  const hasPassed = isTried && isWhole && faults.every((count) => count === 0);
  return { figures, hasPassed };
}

async function readEnds(url: string, walked: readonly Walked[]): Promise<readonly StudentEnd[]> {
  const ends: StudentEnd[] = [];
  await measure(
    { concurrency: readers, goesOn: (begun) => begun < walked.length },
    async (number) => {
      const one = walked[number];
      if (one) ends.push(await endOf(url, one));
    },
  );
  return ends;
}
