/** Whether a finished photo is the student's to take away: approved, and the one that was. */
import { isFrozen } from "@gradphoto/domain";
import type { collections } from "../../infra/db/schema/index.ts";

export const isReleased = (collection: typeof collections.$inferSelect, attemptId: string): boolean =>
  isFrozen(collection.state) && collection.submittedAttemptId === attemptId;
