/** Which decisions the figures of review quality are about. */
import { and, isNotNull, isNull, or } from "drizzle-orm";
import { honeypotAnswers, reviews } from "../infra/db/schema/index.ts";

/** What its reviewer took back says nothing of them; what a second look recalled is where they erred. */
export const isCounted = or(isNull(reviews.undoneAt), isNotNull(reviews.recalledBy));

/** Of what was said about known photos. */
export const isGiven = and(isNotNull(honeypotAnswers.decision), isNull(honeypotAnswers.undoneAt));
