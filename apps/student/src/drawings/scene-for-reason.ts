/** Scene that explains how to fix what a reviewer rejected; null where no drawing helps. */
import { photoRules, type ReviewReasonCode, type ReviewReasonGroup, reviewReasons } from "@gradphoto/domain";
import { type RuleScenes, ruleScenes } from "./rule-scenes.ts";

/** Rule for reasons that no check covers. */
const ruleOfGroup: Readonly<Record<ReviewReasonGroup, number | null>> = {
  pose: 3,
  face: 7,
  wearing: 4,
  clothes: 5,
  scene: 1,
  picture: 2,
  identity: null,
  registry: null,
};

const guide = /^guide-(\d)$/;

/** Number of the rule behind one of these checks. */
function ruleOfChecks(checks: readonly string[]): number | null {
  const rules = Object.values(photoRules).filter(
    ({ owner }) => owner !== "person" && owner.some((check: string) => checks.includes(check)),
  );
  for (const { source } of rules) {
    const [, number] = guide.exec(source) ?? [];
    if (number !== undefined) return Number(number);
  }
  return null;
}

export function sceneForReason(code: ReviewReasonCode): RuleScenes | null {
  const { group, checks } = reviewReasons[code];
  const rule = ruleOfChecks(checks) ?? ruleOfGroup[group];
  return rule === null ? null : (ruleScenes[rule - 1] ?? null);
}
