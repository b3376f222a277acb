/** The registry's words for a refusal, as reasons that students can read. */
import type { ReviewReasonCode } from "@gradphoto/domain";

const byWord: ReadonlyMap<string, ReviewReasonCode> = new Map([
  ["background", "registry-background"],
  ["face-size", "registry-face-size"],
  ["face-unclear", "registry-face-unclear"],
  ["not-same-person", "registry-not-this-student"],
  ["retouched", "registry-retouched"],
  ["wrong-size", "registry-file"],
  ["not-jpeg", "registry-file"],
  ["sha256-differs", "registry-file"],
]);

export const reasonOf = (word: string): ReviewReasonCode => byWord.get(word) ?? "registry-other";
