/** Runs sequences of the random payment test in batches and collects violations. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { and, asc, eq, inArray, or } from "drizzle-orm";
import { isRefusal } from "../../../core/call.ts";
import { collections, orders, refunds } from "../../../infra/db/schema/index.ts";
import { staffCall } from "../../../testing/calls.ts";
import type { OrderRow } from "../../order-rows.ts";
import type { PayStudent } from "../pay-student.ts";
import { checkBooks } from "./check-books.ts";
import { playAct } from "./play-act.ts";
import {
  batchSize,
  describeSequence,
  type Round,
  roundsOf,
  type Sequence,
  sequenceOf,
} from "./sequences.ts";
import { openStormWorld, type StormWorld } from "./storm-world.ts";

/** Rest in seconds, longer than the time in which an order can be paid, and than any delay of a job. */
const restS = 3700;
/** WeChat Pay repeats a notification for the last time after six hours. */
const lastNotificationS = 6 * 3600;
const untilBillS = 2 * 86_400;

/** Brings a batch to rest: delivers late events, runs the jobs, compares the bill, and performs manual steps. */
async function settle(world: StormWorld): Promise<void> {
  await world.sandbox.control("DELETE", "/faults");
  for (const seconds of [restS, lastNotificationS]) await rest(world, seconds);
  await world.passTime(untilBillS);
  await world.work("compare-bill");
  await world.work("expire-collections");
  await settleByHand(world);
  for (const seconds of [restS, restS]) await rest(world, seconds);
}

async function rest(world: StormWorld, seconds: number): Promise<void> {
  await world.passTime(seconds);
  await world.deliver();
  await world.requeueLostJobs();
  for (const name of ["settle-order", "expire-collections", "give-refund"] as const)
    await world.work(name);
  // WeChat Pay completes the new refund requests a moment later.
  await world.passTime(10);
  await world.deliver();
  await world.work("give-refund");
}

/**
 * Simulates finance staff, who handle refunds that jobs may not: abnormal ones, and ones that a person or WeChat Pay
 * stopped.
 */
async function settleByHand({ db, sandbox, request }: StormWorld): Promise<void> {
  const stopped = await db
    .selectDistinct({
      orderId: orders.id,
      outTradeNo: orders.outTradeNo,
      refundId: refunds.id,
      state: refunds.state,
    })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .where(
      and(
        eq(orders.state, "paid"),
        inArray(refunds.state, ["abnormal", "closed", "declined", "waiting"]),
        or(
          eq(orders.counts, false),
          eq(collections.state, "closed"),
          eq(refunds.state, "abnormal"),
        ),
      ),
    );
  const [first, second] = [staffCall(randomUUID(), "finance"), staffCall(randomUUID(), "finance")];
  const confirm = (refundId: string) =>
    request(({ handlers }) =>
      handlers.confirmRefund(
        { params: { refundId }, body: { outcome: { decision: "confirm" } } },
        second,
      ),
    );
  for (const { orderId, outTradeNo, refundId, state } of stopped) {
    if (state === "abnormal") await sandbox.control("POST", "/pay/settle-abnormal", { outTradeNo });
    else if (state === "waiting") await confirm(refundId);
    else {
      const repeated = { params: { orderId }, body: { reason: "重新退款" } };
      const started = await request(({ handlers }) => handlers.startRefund(repeated, first));
      if (started && !isRefusal(started) && started.state === "waiting")
        await confirm(started.refundId);
    }
  }
}

export interface Storm {
  /** Folder of the PostgreSQL installation. */
  readonly folder: string;
  readonly seed: number;
  /** Range of sequence numbers. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
  readonly onViolation: (text: string) => void;
  readonly onProgress: (done: number) => void;
}

/** Number of batches per world. Its books are compared in total, so a new world starts after them. */
const batchesPerWorld = 5;
/** Number of parallel worlds: while one waits for its sandbox, the other runs. */
const lanes = 2;

/** Runs all sequences and returns the number of violations, each of which is printed when it is detected. */
export async function runStorm(storm: Storm): Promise<number> {
  const progress = { taken: storm.from, done: 0, violations: 0 };
  const takeBatch = (): readonly Sequence[] => {
    const from = progress.taken;
    const to = storm.signal.aborted
      ? from
      : Math.min(storm.to, (Math.floor(from / batchSize) + 1) * batchSize);
    progress.taken = Math.max(from, to);
    return Array.from({ length: progress.taken - from }, (_, index) =>
      sequenceOf(storm.seed, from + index),
    );
  };
  const stopped = once(storm.signal, "abort").then(() => 0);
  const runWorld = async (): Promise<void> => {
    const world = await openStormWorld(storm.folder);
    try {
      for (let ran = 0; ran < batchesPerWorld; ran++) {
        const sequences = takeBatch();
        if (sequences.length === 0) return;
        const violations = await Promise.race([runBatch(storm, world, sequences), stopped]);
        if (storm.signal.aborted) return;
        progress.violations += violations;
        progress.done += sequences.length;
        storm.onProgress(progress.done);
        // Books that are wrong once stay wrong, so the next batch gets a new world.
        if (violations > 0) return;
      }
    } finally {
      await world.close();
    }
  };
  const runLane = async (): Promise<void> => {
    while (progress.taken < storm.to && !storm.signal.aborted) await runWorld();
  };
  const batches = Math.ceil((storm.to - storm.from) / batchSize);
  await Promise.all(Array.from({ length: Math.min(lanes, batches) }, runLane));
  return progress.violations;
}

/** Runs the sequences of a batch in lockstep. The rounds around them are the same when a single sequence is run. */
async function runBatch(
  storm: Storm,
  world: StormWorld,
  sequences: readonly Sequence[],
): Promise<number> {
  const cast: {
    readonly sequence: Sequence;
    readonly student: Awaited<ReturnType<StormWorld["addStudent"]>>;
  }[] = [];
  // Sequential, because a hundred parallel setups would only wait for connections.
  for (const sequence of sequences) {
    const { feeFen, refundRule, windowS } = sequence;
    const closesAt = new Date(world.clock().getTime() + windowS * 1000);
    cast.push({ sequence, student: await world.addStudent({ feeFen, refundRule, closesAt }) });
  }
  const violations: { readonly sequence: Sequence | null; readonly text: string }[] = [];
  const first = sequences[0]?.index ?? 0;
  for (const [step, round] of roundsOf(storm.seed, Math.floor(first / batchSize)).entries()) {
    const seen = await ordersByCollection(world, cast);
    const acts = cast.flatMap(({ sequence, student }) =>
      (sequence.steps[step] ?? []).map((act) =>
        playAct({ world, student, orders: seen.get(student.collectionId) ?? [] }, act).catch(
          (error: unknown) => {
            violations.push({
              sequence,
              text: `${act.name} in step ${step} threw ${String(error)} ${causeOf(error)}`,
            });
          },
        ),
      ),
    );
    const around = playRound(world, round, sequences.length / batchSize).catch((error: unknown) => {
      violations.push({
        sequence: null,
        text: `step ${step} threw ${String(error)} ${causeOf(error)}`,
      });
    });
    await Promise.all([...acts, around]);
    if (round.death) await world.restart();
    await world.passTime(round.passS);
  }
  await settle(world);
  const byCollection = new Map(
    cast.map(({ sequence, student }) => [student.collectionId, sequence]),
  );
  for (const { collectionId, text } of await checkBooks(world, [...byCollection.keys()])) {
    violations.push({ sequence: byCollection.get(collectionId ?? "") ?? null, text });
  }
  for (const { sequence, text } of violations) {
    const where = sequence ? describeSequence(sequence) : `the sequences from ${first} together`;
    const which = sequence
      ? `--only ${sequence.index}`
      : `--from ${first} --sequences ${sequences.length}`;
    storm.onViolation(`${text}\n  ${where}\n  again: --seed ${storm.seed} ${which}`);
  }
  return violations.length;
}

/** Orders at the beginning of a step. Concurrent acts may make them outdated. */
async function ordersByCollection(
  { db }: StormWorld,
  cast: readonly { readonly student: PayStudent }[],
) {
  const ids = cast.map(({ student }) => student.collectionId);
  const rows = await db
    .select()
    .from(orders)
    .where(inArray(orders.collectionId, ids))
    .orderBy(asc(orders.createdAt));
  const seen = new Map<string, OrderRow[]>(ids.map((id) => [id, []]));
  for (const row of rows) seen.get(row.collectionId)?.push(row);
  return seen;
}

const causeOf = (error: unknown): string =>
  error instanceof Error && error.cause ? String(error.cause) : "";

/** Plays a round. `share` is the part of a full batch that runs, so that a single sequence also reaches the crash. */
async function playRound(
  world: StormWorld,
  { jobs, delivers, death }: Round,
  share: number,
): Promise<void> {
  if (death && death.when !== "now") world.dieAt(death.when, Math.floor(death.call * share));
  await Promise.all([
    ...(delivers ? [world.deliver()] : []),
    ...jobs.map((name) => world.work(name)),
    ...(death?.when === "now" ? [world.restart()] : []),
  ]);
}
