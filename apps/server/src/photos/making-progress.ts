/** Current step of a photo: broadcast by the worker to current listeners, and never stored. */
import { isMakingStep, type MakingStep } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import type { Notifications } from "../infra/db/notifications.ts";

const channel = "making_step";

export function tellStep(db: Database, attemptId: string, step: MakingStep): void {
  // A lost notification only omits one tick of the displayed progress.
  db.execute(sql`select pg_notify(${channel}, ${`${attemptId} ${step}`})`).catch(() => {});
}

/** Returns a function that stops listening. */
export const hearSteps = (
  notifications: Notifications,
  listener: (attemptId: string, step: MakingStep) => void,
): (() => void) =>
  notifications.subscribe(channel, (payload) => {
    const [attemptId = "", step = ""] = payload.split(" ");
    if (isMakingStep(step)) listener(attemptId, step);
  });
