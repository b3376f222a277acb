/** The step a photo is in: told by the worker to whoever watches in this moment, and kept nowhere. */
import { isMakingStep, type MakingStep } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import type { Notifications } from "../infra/db/notifications.ts";

const channel = "making_step";

export function tellStep(db: Database, attemptId: string, step: MakingStep): void {
  // One that is not told is missing from a list of ticks, and from nothing else.
  db.execute(sql`select pg_notify(${channel}, ${`${attemptId} ${step}`})`).catch(() => {});
}

/** Answers how to stop. */
export const hearSteps = (
  notifications: Notifications,
  listener: (attemptId: string, step: MakingStep) => void,
): (() => void) =>
  notifications.subscribe(channel, (payload) => {
    const [attemptId = "", step = ""] = payload.split(" ");
    if (isMakingStep(step)) listener(attemptId, step);
  });
