/** Why customer service cannot do something about a collection now, and what the student can do instead. */
import { type Bilingual, type CollectionState, canMove, collectionStates, isFinal } from "@gradphoto/domain";

/** null when a submission can be taken back. */
export function whyNoWithdrawal(state: CollectionState): Bilingual | null {
  if (canMove(state, "withdraw", "service")) return null;
  if (canMove(state, "upload", "student"))
    return {
      zh: "没有审核中的照片，无需撤回：学生还有次数时可以直接拍照或重拍。",
      en: "Nothing is in review, so there is nothing to withdraw: while attempts are left, the student can take or retake a photo.",
    };
  const { zh, en } = collectionStates[state].label;
  return {
    zh: `现在是“${zh}”，没有审核中的照片可以撤回。`,
    en: `The state is “${en}”: nothing is in review that could be withdrawn.`,
  };
}

/** null when a correction can be opened. */
export function whyNoCorrection(state: CollectionState): Bilingual | null {
  if (canMove(state, "correct-identity", "student")) return null;
  const { zh, en } = collectionStates[state].label;
  return isFinal(state)
    ? { zh: `现在是“${zh}”，信息不能再更正。`, en: `The state is “${en}”: the data cannot be corrected any more.` }
    : { zh: `现在是“${zh}”，信息暂时不能更正。`, en: `The state is “${en}”: the data cannot be corrected now.` };
}
