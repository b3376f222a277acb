/** State of a collection and its latest attempt, each time one of them changes. */
import { collectionStates, type MakingStep } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { desc, eq } from "drizzle-orm";
import { type Refusal, refuse, type Watch } from "../core/call.ts";
import { findOwnCollection } from "../core/collection/own-collection.ts";
import { attempts } from "../infra/db/schema/index.ts";
import type { PhotoDeps } from "./deps.ts";
import { hearSteps } from "./making-progress.ts";
import { statusOfAttempt } from "./present-attempt.ts";

export type WatchDeps = Pick<PhotoDeps, "db" | "notifications" | "jobTable">;

type Snapshot = RouteAnswer<"watchCollection">;

/** The migrations' triggers tell it. */
const channel = "collection_changed";
/** For changes whose notification was lost. */
const lookEveryMs = 5000;

export async function watchCollection(
  deps: WatchDeps,
  accountId: string,
  collectionId: string,
): Promise<Watch<Snapshot> | Refusal<"not-found">> {
  const { notifications } = deps;
  if (!(await snapshotOf(deps, accountId, collectionId, new Map()))) return refuse("not-found", {});
  return async function* (left) {
    const bell = createBell();
    const unsubscribe = notifications.subscribe(channel, (changed) => {
      if (changed === collectionId) bell.ring();
    });
    let watched: string | null = null;
    const steps = new Map<string, MakingStep>();
    const unsubscribeSteps = hearSteps(notifications, (attemptId, step) => {
      if (attemptId !== watched) return;
      steps.set(attemptId, step);
      bell.ring();
    });
    left.addEventListener("abort", bell.ring);
    try {
      let last = "";
      while (!left.aborted) {
        const rung = bell.next(lookEveryMs);
        const snapshot = await snapshotOf(deps, accountId, collectionId, steps);
        if (!snapshot) return;
        watched = snapshot.attempt?.attemptId ?? null;
        const text = JSON.stringify(snapshot);
        if (text !== last) yield snapshot;
        last = text;
        await rung();
      }
    } finally {
      unsubscribe();
      unsubscribeSteps();
    }
  };
}

async function snapshotOf(
  { db, jobTable }: WatchDeps,
  accountId: string,
  collectionId: string,
  steps: ReadonlyMap<string, MakingStep>,
): Promise<Snapshot | null> {
  const own = await findOwnCollection(db, accountId, collectionId);
  if (!own) return null;
  const [latest] = await db
    .select({ id: attempts.id, number: attempts.number, state: attempts.state })
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId))
    .orderBy(desc(attempts.number))
    .limit(1);
  const { state } = own.collection;
  const { label, tone } = collectionStates[state];
  const collection = { collectionId, state, label, tone };
  if (!latest) return { ...collection, attempt: null };
  const isMade = latest.state !== "processing";
  const waiting = isMade ? null : await jobTable.placeOf("standardize-photo", { attemptId: latest.id });
  const step = isMade || waiting ? null : (steps.get(latest.id) ?? null);
  return { ...collection, attempt: { ...statusOfAttempt(latest), waiting, step } };
}

/** `next` begins to listen at once; what it answers waits for a ring since then, or for the time to pass. */
function createBell() {
  let ring = (): void => {};
  return {
    ring: (): void => ring(),
    next: (withinMs: number): (() => Promise<void>) => {
      const rung = new Promise<void>((resolve) => {
        ring = resolve;
      });
      return async () => {
        let timer: NodeJS.Timeout | undefined;
        const passed = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, withinMs);
        });
        await Promise.race([rung, passed]);
        clearTimeout(timer);
      };
    },
  };
}
