/** Which decisions the figures of review quality are about. */
import { isNotNull, isNull, or } from "drizzle-orm";
import { reviews } from "../infra/db/schema/index.ts";

/** What its reviewer took back says nothing of them; what a second look recalled is where they erred. */
export const isCounted = or(isNull(reviews.undoneAt), isNotNull(reviews.recalledBy));
