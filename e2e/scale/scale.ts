/**
 * `npm run scale`: a hundred students walk through one API and one worker, then a thousand through three and four that are
 * killed, cut off and upgraded meanwhile. `-- --students N` walks fewer. The last line is JSON.
 */
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measure } from "../bench/measure.ts";
import { readOutsideBooks } from "../crash/outside-books.ts";
import { type OutsideWorld, openOutsideWorld } from "../people/outside-world.ts";
import { type Cluster, openCluster, removeLogs } from "./cluster.ts";
import { judge, type StudentEnd } from "./judge.ts";
import { missingPackages, postgresPrograms } from "./needs.ts";
import { nothingHeard } from "./phone.ts";
import { endOf, readOwnBooks, runProgram } from "./proof.ts";
import { makeTrouble } from "./troubles.ts";
import { type Crowd, type Walked, walkStudents } from "./walk-students.ts";

const { values } = parseArgs({
  options: {
    students: { type: "string", default: "1000" },
    apis: { type: "string", default: "3" },
    workers: { type: "string", default: "4" },
    /** Of the walk at most. */
    minutes: { type: "string", default: "20" },
  },
});
const students = Number(values.students);
const [apis, workers] = [Number(values.apis), Number(values.workers)];
/** Enough for a steady pace. */
const studentsOfOne = Math.max(1, Math.ceil(students / 10));
const campus = 300;
const atATime = 50;
const readers = 8;
const sayEveryMs = 10_000;
const faultsToTell = 20;

const startedMs = performance.now();
const say = (words: string): void => {
  process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s  ${words}\n`);
};

/** One crowd, with what is heard of it told as it goes. */
async function walk(crowd: Crowd, meanwhile: (part: () => number, isOver: () => boolean) => Promise<unknown>) {
  const progress: { finished: Walked[]; failed: string[] } = { finished: [], failed: [] };
  const { heard } = crowd;
  const beganMs = performance.now();
  let isOver = false;
  const telling = setInterval(() => {
    const { finished, failed } = progress;
    say(`${finished.length} of ${crowd.students} through, ${failed.length} not, ${JSON.stringify(heard)}`);
  }, sayEveryMs);
  const beside = meanwhile(
    () => progress.finished.length / crowd.students,
    () => isOver,
  );
  await walkStudents(crowd, progress);
  isOver = true;
  clearInterval(telling);
  await beside;
  const lastMs = Math.max(beganMs, ...progress.finished.map(({ finishedMs }) => finishedMs));
  const minutes = (lastMs - beganMs) / 60_000;
  return { ...progress, beganMs, minutes, perMinute: minutes === 0 ? 0 : progress.finished.length / minutes };
}

async function readEnds(url: string, walked: readonly Walked[]): Promise<readonly StudentEnd[]> {
  const ends: StudentEnd[] = [];
  await measure({ concurrency: readers, goesOn: (begun) => begun < walked.length }, async (number) => {
    const one = walked[number];
    if (one) ends.push(await endOf(url, one));
  });
  return ends;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const hundredths = (value: number): number => Math.round(value * 100) / 100;

async function run(cluster: Cluster, world: OutsideWorld): Promise<boolean> {
  const heard = nothingHeard();
  const { url, certificateFile } = cluster;
  const [firstApi, firstWorker] = [cluster.apis.slice(0, 1), cluster.workers.slice(0, 1)];
  await Promise.all([...firstApi, ...firstWorker].map((one) => one.start()));
  const withinMs = Number(values.minutes) * 60_000;
  const shared = { url, certificateFile, world, heard, atATime };
  say(`one API and one worker: ${studentsOfOne} students`);
  const one = await walk(
    {
      ...shared,
      students: studentsOfOne,
      together: 0,
      deadlineMs: performance.now() + withinMs,
      addressesFrom: 10_000,
    },
    async () => {},
  );
  say(`one of each: ${tenths(one.perMinute)} photos a minute`);
  await Promise.all([...cluster.apis.slice(1), ...cluster.workers.slice(1)].map((other) => other.start()));
  say(
    `${apis} APIs and ${workers} workers: ${students} students, ${Math.min(campus, students)} of them at once behind one address`,
  );
  let troubles: readonly string[] = [];
  const all = await walk(
    { ...shared, students, together: campus, deadlineMs: performance.now() + withinMs, addressesFrom: 0 },
    async (part, isOver) => {
      troubles = await makeTrouble(cluster, { part, isOver, say });
    },
  );
  say(`${all.finished.length} through in ${tenths(all.minutes)} minutes; each is looked at once more`);
  const walked = [...one.finished, ...all.finished];
  const failed = [...one.failed, ...all.failed];
  const ends = await readEnds(url, walked);
  const { lost, doubled } = judge(ends, await readOutsideBooks(world));
  const books = await readOwnBooks(cluster);
  const keptFen = ends.reduce((sum, { feeFen }) => sum + feeFen, 0);
  const isBalanced = books.sumFen === 0 && (failed.length > 0 || books.paidFen === keptFen);
  const extra =
    failed.length > 0
      ? 0
      : Math.max(0, books.collections - walked.length) + Math.max(0, books.attempts - walked.length);
  const [objects, audit] = [await runProgram("check-objects", cluster), await runProgram("audit-check", cluster)];
  for (const fault of [...failed, ...lost, ...doubled].slice(0, faultsToTell)) say(fault);
  say(`store: ${objects.says}`);
  say(`audit log: ${audit.says}`);
  await Promise.all(walked.map(({ phone }) => phone.close()));
  const cores = availableParallelism();
  say(
    `${cores} cores carry the service, its database, its store and the students: the ratio cannot exceed what is left of them by one worker`,
  );
  const figures = {
    ...{ bench: "scale", students, apis, workers, cores, load: loadavg().map(tenths), networks: cluster.hasNetworks },
    ...{ lost: lost.length, doubled: doubled.length + extra, unfinished: failed.length, ...heard, troubles },
    ...{ booksBalance: isBalanced, objectsWhole: objects.isWhole, auditWhole: audit.isWhole },
    minutes: tenths(all.minutes),
    photosPerMinute: tenths(all.perMinute),
    photosPerMinuteOfOne: tenths(one.perMinute),
    ratio: hundredths(all.perMinute / one.perMinute),
  };
  const isRight =
    lost.length + doubled.length + extra + failed.length + heard.failedAfterRetry + heard.tooManyRequests === 0 &&
    isBalanced &&
    objects.isWhole &&
    audit.isWhole;
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return isRight;
}

const missing = missingPackages();
const programs = postgresPrograms();
if (missing !== null || programs === null) {
  process.stderr.write(`skipped: first ${missing}\n`);
  process.stdout.write(`${JSON.stringify({ bench: "scale", skipped: missing })}\n`);
  process.exit(0);
}
const cluster = await openCluster({ apis, workers, postgresPrograms: programs }, say);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void cluster.stop().then(() => process.exit(1)));
let isRight = false;
try {
  isRight = await run(cluster, openOutsideWorld(cluster.sandboxUrl));
} finally {
  await cluster.stop();
  if (isRight) removeLogs(cluster);
  else say(`the logs are in ${cluster.folder}`);
}
process.exit(isRight ? 0 : 1);
