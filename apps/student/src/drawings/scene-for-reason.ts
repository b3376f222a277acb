/** The scene that shows how to mend what a reviewer found; null where no drawing helps. */
import type { ReviewReasonGroup } from "@gradphoto/contract";
import { type RuleScenes, ruleScenes } from "./rule-scenes.ts";

/** Which of the seven rules, counted from zero. */
const ruleOf: Readonly<Record<ReviewReasonGroup, number | null>> = {
  pose: 2,
  face: 6,
  wearing: 3,
  clothes: 4,
  scene: 0,
  picture: 1,
  identity: null,
  registry: null,
};

export function sceneForReason(group: ReviewReasonGroup): RuleScenes | null {
  const index = ruleOf[group];
  return index === null ? null : (ruleScenes[index] ?? null);
}
