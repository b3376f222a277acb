/** Right of the student to download a finished photo: the collection is approved, and with this photo. */
import { isFrozen } from "@gradphoto/domain";
import type { collections } from "../../infra/db/schema/index.ts";

export const isReleased = (collection: typeof collections.$inferSelect, attemptId: string): boolean =>
  isFrozen(collection.state) && collection.submittedAttemptId === attemptId;
