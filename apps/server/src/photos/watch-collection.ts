/** State of a collection and its latest attempt, each time one of them changes. */
import { collectionStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { desc, eq } from "drizzle-orm";
import { type Refusal, refuse, type Watch } from "../core/call.ts";
import { findOwnCollection } from "../core/collection/own-collection.ts";
import type { Database } from "../infra/db/database.ts";
import type { Notifications } from "../infra/db/notifications.ts";
import { attempts } from "../infra/db/schema/index.ts";
import { statusOfAttempt } from "./present-attempt.ts";

type Snapshot = RouteAnswer<"watchCollection">;

/** The migrations' triggers tell it. */
const channel = "collection_changed";
/** For changes whose notification was lost. */
const lookEveryMs = 5000;

export async function watchCollection(
  db: Database,
  notifications: Notifications,
  accountId: string,
  collectionId: string,
): Promise<Watch<Snapshot> | Refusal<"not-found">> {
  if (!(await snapshotOf(db, accountId, collectionId))) return refuse("not-found", {});
  return async function* (left) {
    const bell = createBell();
    const unsubscribe = notifications.subscribe(channel, (changed) => {
      if (changed === collectionId) bell.ring();
    });
    left.addEventListener("abort", bell.ring);
    try {
      let last = "";
      while (!left.aborted) {
        const heard = bell.next(lookEveryMs);
        const snapshot = await snapshotOf(db, accountId, collectionId);
        if (!snapshot) return;
        const text = JSON.stringify(snapshot);
        if (text !== last) yield snapshot;
        last = text;
        await heard();
      }
    } finally {
      unsubscribe();
    }
  };
}

async function snapshotOf(db: Database, accountId: string, collectionId: string): Promise<Snapshot | null> {
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
  return { collectionId, state, label, tone, attempt: latest ? statusOfAttempt(latest) : null };
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
