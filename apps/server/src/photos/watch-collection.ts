/** Streams the state of a collection and its latest attempt, on each change. */
import type { MakingStep } from "@gradphoto/domain";
import { type Refusal, refuse, type Watch } from "../core/call.ts";
import type { CollectionStatus } from "./collection-status.ts";
import type { PhotoDeps } from "./deps.ts";
import { subscribeToSteps } from "./present-attempt.ts";

export type WatchDeps = Pick<PhotoDeps, "notifications" | "readStatus">;

/** Notified by triggers of the migrations. */
const channel = "collection_changed";
/** Polling interval, because a notification may be lost. */
const lookEveryMs = 5000;

export async function watchCollection(
  deps: WatchDeps,
  accountId: string,
  collectionId: string,
): Promise<Watch<CollectionStatus> | Refusal<"not-found">> {
  const { notifications, readStatus } = deps;
  if (!(await readStatus(accountId, collectionId))) return refuse("not-found", {});
  return async function* (left) {
    const bell = createBell();
    const unsubscribe = notifications.subscribe(channel, (changed) => {
      if (changed === collectionId) bell.ring();
    });
    let watched: string | null = null;
    const steps = new Map<string, MakingStep>();
    const unsubscribeSteps = subscribeToSteps(notifications, (attemptId, step) => {
      if (attemptId !== watched) return;
      steps.set(attemptId, step);
      bell.ring();
    });
    left.addEventListener("abort", bell.ring);
    try {
      let last = "";
      while (!left.aborted) {
        const rung = bell.next(lookEveryMs);
        const status = await readStatus(
          accountId,
          collectionId,
          (attemptId) => steps.get(attemptId) ?? null,
        );
        if (!status) return;
        watched = status.attempt?.attemptId ?? null;
        const text = JSON.stringify(status);
        if (text !== last) yield status;
        last = text;
        await rung();
      }
    } finally {
      unsubscribe();
      unsubscribeSteps();
    }
  };
}

/** Creates a bell. `next` subscribes immediately; its promise resolves at the next ring or after the timeout. */
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
