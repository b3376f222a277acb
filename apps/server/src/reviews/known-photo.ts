/** Whether a photo that was decided is a known one, may be made one, or may be later. */
import { isFinal } from "@gradphoto/domain";
import type { attempts, collections, reviews } from "../infra/db/schema/index.ts";

interface Found
  extends Pick<typeof collections.$inferSelect, "state" | "submittedAttemptId">,
    Pick<typeof attempts.$inferSelect, "picturesDeletedAt"> {
  /** Of a known photo of the collection that is in use. */
  readonly knownSince: Date | null;
}

export function knownOf(
  { attemptId }: Pick<typeof reviews.$inferSelect, "attemptId">,
  { state, submittedAttemptId, picturesDeletedAt, knownSince }: Found,
) {
  const isThere = submittedAttemptId === attemptId && picturesDeletedAt === null;
  return {
    knownSince: knownSince?.toISOString() ?? null,
    mayBeKnown: isThere && isFinal(state),
    mayBecomeKnown: isThere && !isFinal(state),
  };
}

/** To those who keep no known photos. */
export const knownToNobody = { knownSince: null, mayBeKnown: false, mayBecomeKnown: false } as const;
