/** Groups the findings of a photo for display on every page: each fault once, what was not judged, and what passed. */
import type { Bilingual } from "../core/bilingual.ts";
import { type CheckId, gateOf, isCheckId } from "./check-facts.ts";
import type { Finding } from "./finding.ts";

/** Checks that measure one fault in several ways; they count once and are displayed as one message. */
export const checkFamilies: readonly (readonly string[])[] = [
  ["sunglasses", "glasses-reflection", "glasses"],
  ["no-face", "not-a-person"],
  ["hair-over-eyes", "hair-over-brows", "hair-over-forehead"],
  ["framing-tight", "lower-edge"],
];

/** The ids of the family of `id`, including itself. */
export function familyOf(id: string): readonly string[] {
  return checkFamilies.find((family) => family.includes(id)) ?? [id];
}

/** Faults that reviewers nearly always reject, also where the machine only warns of them. */
const usuallyRejected: readonly CheckId[] = [
  "mask",
  "occluded-mouth",
  "hand-in-frame",
  "sunglasses",
  "headwear",
  "earrings",
  "necklace",
  "blue-clothes",
];
const isUsuallyRejected = ({ id }: { readonly id: string }): boolean => usuallyRejected.some((one) => one === id);

export interface FindingGroups<One> {
  /**
   * Refused, then warned of: the first of the worst findings of each family, with its advice. Of each, what reviewers
   * nearly always reject comes first.
   */
  readonly toLookAt: readonly One[];
  /** Displayed as a count and collapsed: no fault was detected. */
  readonly unjudged: readonly One[];
  /** Passed, but worth displaying. */
  readonly notes: readonly One[];
  readonly passed: readonly One[];
}

type Reported = Pick<Finding, "id" | "verdict" | "note" | "explainedBy">;

/** Omits a finding that another one explains, and findings of checks after a closed gate. */
export function groupFindings<One extends Reported>(findings: readonly One[]): FindingGroups<One> {
  const loud = (["fail", "warn"] as const).flatMap((verdict) => {
    const ofVerdict = findings.filter((one) => one.verdict === verdict);
    return [...ofVerdict.filter(isUsuallyRejected), ...ofVerdict.filter((one) => !isUsuallyRejected(one))];
  });
  const toLookAt = loud.filter((one, at) => loud.findIndex(({ id }) => familyOf(id).includes(one.id)) === at);
  if (findings.some(isClosedGate)) return { toLookAt, unjudged: [], notes: [], passed: [] };
  const quiet = findings.filter(({ id }) => !toLookAt.some((one) => familyOf(one.id).includes(id)));
  return {
    toLookAt,
    unjudged: quiet.filter(({ verdict, explainedBy }) => verdict === "unsure" && explainedBy === undefined),
    notes: quiet.filter(({ verdict, note }) => verdict === "pass" && note),
    passed: quiet.filter(({ verdict, note }) => verdict === "pass" && !note),
  };
}

/** True for a photo that is better retaken: it cannot be submitted, or reviewers would most likely reject it. */
export const shouldRetake = (findings: readonly Reported[]): boolean =>
  groupFindings(findings).toLookAt.some((one) => one.verdict === "fail" || isUsuallyRejected(one));

/** Advice that does not order a retake, for a photo that may well be submitted as it is. */
export const optionalAdvice = ({ advice }: Pick<Finding, "advice">): Bilingual =>
  advice.zh.includes("再拍一张") ? { zh: `如要重拍，${advice.zh}`, en: `If you retake it: ${advice.en}` } : advice;

/** True for a photo that has to be turned upright, not retaken. */
export const isOnItsSide = (findings: readonly Pick<Finding, "id" | "verdict" | "value">[]): boolean =>
  findings.some(({ id, verdict, value }) => id === "head-tilt" && verdict === "fail" && (value ?? 0) > 45);

const isClosedGate = ({ id, verdict }: Reported): boolean => isCheckId(id) && gateOf(id).includes(verdict);

/** The findings that are displayed as one: the finding itself, and the others of its family that refused or warned. */
export const familyFindings = <One extends Reported>(finding: One, findings: readonly One[]): readonly One[] => [
  finding,
  ...findings.filter(
    ({ id, verdict }) =>
      id !== finding.id && (verdict === "fail" || verdict === "warn") && familyOf(finding.id).includes(id),
  ),
];
