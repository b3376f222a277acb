/** What students read under each reason: the words that operators have set, else our own. */
import { allReviewReasons, reviewReasons } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { readSetWords } from "../core/configuration/read-configuration.ts";
import type { Database } from "../infra/db/database.ts";

export async function readReasonAdvice(db: Database): Promise<RouteAnswer<"readReasonAdvice">> {
  const set = await readSetWords(db, "reason-advice");
  return { reasons: allReviewReasons.map((code) => ({ code, advice: set.get(code) ?? reviewReasons[code].advice })) };
}
