/** Command `npm run crash -- --runs N`: kills API, worker and database during the story. */
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { take } from "../people/client.ts";
import { type OutsideWorld, openOutsideWorld } from "../people/outside-world.ts";
import { retryingTransport } from "../people/retrying-transport.ts";
import { signInStaff } from "../people/staff.ts";
import { childPid } from "../product/processes.ts";
import { databasePid } from "../product/product-database.ts";
import { type Product, startProduct } from "../product/start-product.ts";
import type { Step } from "../story/identity.ts";
import type { Reviewers } from "../story/review.ts";
import { type Reported, storySettings, walkStory } from "../story/walk-story.ts";
import { type FollowedFeed, followFeed } from "./follow-feed.ts";
import { followPushes } from "./follow-pushes.ts";
import { outsideFacts } from "./outside-books.ts";

const victims = ["api", "worker", "database"] as const;
type Victim = (typeof victims)[number];

/** Sends SIGKILL, like a power cut or the OOM killer. Returns false if the process was dead already. */
function kill(product: Product, victim: Victim): boolean {
  const pid = victim === "database" ? databasePid(product) : childPid(product, `${victim}.ts`);
  if (pid === null) return false;
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

interface Kill {
  /** Step of the story, counted from 1. */
  readonly step: number;
  readonly victim: Victim;
  /** Time after the beginning of the step. */
  readonly afterMs: number;
}

const latestMs = 400;

/** Plans each run: all runs together kill every victim at every step once, and each run one more at random. */
function planKills(runs: number, steps: number, seed: number): readonly (readonly Kill[])[] {
  const random = randomFrom(seed);
  const afterMs = (): number => Math.floor(random() * latestMs);
  const pick = <T>(from: readonly T[], otherwise: T): T =>
    from[Math.floor(random() * from.length)] ?? otherwise;
  const stepsOfAll = Array.from({ length: steps }, (_, index) => index + 1);
  const every = stepsOfAll.flatMap((step) =>
    victims.map((victim) => ({ step, victim, afterMs: afterMs() })),
  );
  return Array.from({ length: runs }, (_, run) => [
    ...every.filter((_kill, index) => index % runs === run),
    { step: pick(stepsOfAll, 1), victim: pick(victims, "api"), afterMs: afterMs() },
  ]);
}

/** Returns a generator (mulberry32). The same seed gives the same numbers. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface CrashRun {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly reviewers: Reviewers;
  readonly feed: FollowedFeed;
  readonly kills: readonly Kill[];
}

interface CrashOutcome {
  readonly kills: number;
  /** Null if the story failed. */
  readonly collectionId: string | null;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Reason why the story failed; null if it completed. */
  readonly unfinished: string | null;
}

/** Maximum number of tries. A step during which a process was killed is repeated, as a person would do. */
const tries = 8;

/** Runs one story under kills. At its end nothing acknowledged is lost, and nothing was done twice. */
async function crashRun({
  product,
  world,
  reviewers,
  feed,
  kills,
}: CrashRun): Promise<CrashOutcome> {
  let killed = 0;
  let count = 0;
  const step: Step = async (name, work) => {
    count++;
    const number = count;
    const own = kills.filter((one) => one.step === number);
    const strikes = own.map(async ({ victim, afterMs }) => {
      await delay(afterMs);
      if (kill(product, victim)) killed++;
    });
    for (let tried = 1; ; tried++) {
      try {
        const value = await work();
        await Promise.all(strikes);
        return value;
      } catch (error) {
        if (killed === 0 || tried >= tries)
          throw new Error(`step ${number}, ${name}: ${wordsOf(error)}`, { cause: error });
        await delay(1000);
      }
    }
  };
  try {
    const signInReviewers = async (): Promise<Reviewers> => reviewers;
    const reported = await walkStory(step, {
      product,
      transport: retryingTransport,
      signInReviewers,
    });
    const { collectionId } = reported.identified;
    return {
      kills: killed,
      collectionId,
      unfinished: null,
      ...(await judge(world, feed, reported)),
    };
  } catch (error) {
    return { kills: killed, collectionId: null, lost: [], doubled: [], unfinished: wordsOf(error) };
  }
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300);

async function judge(
  world: OutsideWorld,
  feed: FollowedFeed,
  { state, photoVerified, identified, attemptIds }: Reported,
) {
  const { student, collectionId, studentNumber, feeFen } = identified;
  const params = { collectionId };
  const { orders } = await take(student.client.call("readCollectionOrders", { params }));
  const { attempts } = await take(student.client.call("listAttempts", { params }));
  const facts = await outsideFacts(
    world,
    studentNumber,
    orders.map(({ outTradeNo }) => outTradeNo),
  );
  const pulled = await feed.judge(collectionId);
  const lost = [
    ...pulled.lost,
    ...(state === "completed" ? [] : [`the collection is ${state}`]),
    ...(photoVerified ? [] : ["the finished photo"]),
    ...attemptIds
      .filter((id) => !attempts.some(({ attemptId }) => attemptId === id))
      .map((id) => `attempt ${id}`),
    ...(facts.retainedFen < feeFen ? [`money: ${facts.retainedFen} of ${feeFen} fen`] : []),
    ...(facts.acceptedPhotos === 0 ? ["the registration"] : []),
  ];
  const doubled = [
    ...pulled.doubled,
    ...(facts.retainedFen > feeFen ? [`money: ${facts.retainedFen} instead of ${feeFen} fen`] : []),
    ...(facts.acceptedPhotos > 1 || facts.uploads > 1 ? [`registered ${facts.uploads} times`] : []),
  ];
  return { lost, doubled };
}

/** Opens two reviewers with one session each for all runs, because a one-time code is accepted once. */
const openReviewers = async (url: string): Promise<Reviewers> => ({
  first: await signInStaff(url, "reviewer-1", { transport: retryingTransport }),
  second: await signInStaff(url, "reviewer-2", { transport: retryingTransport }),
});

const { values } = parseArgs({
  options: { runs: { type: "string", default: "6" }, seed: { type: "string", default: "1" } },
});
const runs = Number(values.runs);
/** Number of steps of the story in which the product has work. */
const storySteps = 35;

const product = await startProduct(storySettings);
const totals = { lost: 0, doubled: 0, unfinished: 0, kills: 0 };
try {
  const world = openOutsideWorld(product.sandboxUrl);
  const reviewers = await openReviewers(product.url);
  const admin = await signInStaff(product.url, "school-admin", { transport: retryingTransport });
  const feed = await followFeed(product, admin);
  const judgePushes = await followPushes(product, world, admin);
  const collectionIds: string[] = [];
  for (const [index, kills] of planKills(runs, storySteps, Number(values.seed)).entries()) {
    const startedAt = performance.now();
    const outcome = await crashRun({ product, world, reviewers, feed, kills });
    totals.kills += outcome.kills;
    if (outcome.collectionId !== null) collectionIds.push(outcome.collectionId);
    totals.lost += outcome.lost.length;
    totals.doubled += outcome.doubled.length;
    totals.unfinished += outcome.unfinished === null ? 0 : 1;
    const faults = [
      ...outcome.lost,
      ...outcome.doubled,
      ...(outcome.unfinished === null ? [] : [outcome.unfinished]),
    ];
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const killed = kills.map(({ step, victim }) => `${step}:${victim}`).join(" ");
    process.stderr.write(
      `run ${index + 1}/${runs} ${seconds} s  ${killed}  ${faults.join("; ") || "nothing lost, nothing doubled"}\n`,
    );
  }
  await feed.stop();
  const pushed = await judgePushes(collectionIds);
  totals.lost += pushed.lost.length;
  totals.doubled += pushed.doubled.length;
  process.stderr.write(
    `pushes of ${collectionIds.length} collections: ${[...pushed.lost, ...pushed.doubled].join("; ") || "each once, in order"}\n`,
  );
} finally {
  await product.stop();
}
process.stdout.write(`${JSON.stringify({ program: "crash", runs, ...totals })}\n`);
process.exit(totals.lost + totals.doubled + totals.unfinished === 0 ? 0 : 1);
