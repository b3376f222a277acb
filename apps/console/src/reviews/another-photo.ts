/** A decision is of one photo: what was made long ago, or while the line was down, must not count for one that nobody has seen. */
import type { Problem } from "@gradphoto/domain/client";
import { call } from "../lib/client.ts";
import type { Kept } from "./kept-unsaved.ts";

/** false also while the service cannot tell: it is asked again before the decision is. */
export async function isOfAnotherPhoto({ collectionId, attemptId }: Kept): Promise<boolean> {
  const answer = await call("readReview", { params: { collectionId } });
  return answer.ok && answer.value.attempt.attemptId !== attemptId;
}

const words = {
  zh: "学生已换了照片，之前的决定没有保存。请看新的照片再决定。",
  en: "The student has handed in another photo, so the earlier decision was not saved. Please look at the new one.",
};

/** As the service would refuse it. */
export const anotherPhoto: Problem = {
  type: "/problems/moved-meanwhile",
  title: "moved meanwhile",
  status: 409,
  detail: words.en,
  code: "moved-meanwhile",
  words,
  requestId: null,
};
