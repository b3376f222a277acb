/** Groups the findings of a photo for display on every page: each fault once, what was not judged, and what passed. */
import type { Bilingual } from "../core/bilingual.ts";
import { type CheckId, gateOf, isCheckId } from "./check-rows.ts";
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

/**
 * Order in which a student should fix faults: file, person, worn items, hair, clothes, place, light, pose, expression.
 * The finished photo comes last, because its faults follow from the others.
 */
export const adviceOrder: readonly CheckId[] = [
  "file-type",
  "file-broken",
  "too-many-pixels",
  "no-face",
  "not-a-person",
  "seen-before",
  "edited-or-generated",
  "capture-date",
  "selfie",
  "face-count",
  "mask",
  "headwear",
  "sunglasses",
  "occluded-mouth",
  "hand-in-frame",
  "earrings",
  "necklace",
  "glasses",
  "hair-over-eyes",
  "hair-over-forehead",
  "hair-over-brows",
  "ears-hidden",
  "blue-clothes",
  "sleeveless",
  "low-contrast",
  "background-busy",
  "background-shadow",
  "dark",
  "overexposed",
  "uneven-light",
  "grayscale",
  "low-resolution",
  "blur",
  "face-unclear",
  "framing-tight",
  "head-tilt",
  "not-frontal",
  "eyes-closed",
  "mouth-open",
  "smile-teeth",
  "hair-top",
  "eye-line",
  "face-width",
  "centring",
  "lower-edge",
  "background-colour",
  "edge-fringe",
  "pixels",
  "density",
  "file-size",
  "quality",
];

const positions: ReadonlyMap<string, number> = new Map(adviceOrder.map((id, at) => [id, at]));

/** Position of a finding in the advice; a photo on its side is rotated before anything else. */
const positionOf = (finding: Reported): number =>
  isOnItsSide(finding) ? -1 : (positions.get(finding.id) ?? adviceOrder.length);

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
const isUsuallyRejected = ({ id }: { readonly id: string }): boolean =>
  usuallyRejected.some((one) => one === id);

export interface FindingGroups<One> {
  /**
   * Failures, then warnings, each in `adviceOrder`. Each family of checks has only the first finding of its worst verdict.
   */
  readonly toLookAt: readonly One[];
  /** Displayed as a count and collapsed: no fault was detected. */
  readonly unjudged: readonly One[];
  /** Passed, but worth displaying. */
  readonly notes: readonly One[];
  readonly passed: readonly One[];
}

type Reported = Pick<Finding, "id" | "verdict" | "note" | "explainedBy"> &
  Partial<Pick<Finding, "value">>;

/** Omits a finding that another one explains, and findings of checks after a closed gate. */
export function groupFindings<One extends Reported>(findings: readonly One[]): FindingGroups<One> {
  const inOrder = [...findings].sort((a, b) => positionOf(a) - positionOf(b));
  const loud = (["fail", "warn"] as const).flatMap((verdict) =>
    inOrder.filter((one) => one.verdict === verdict),
  );
  const toLookAt = loud.filter(
    (one, at) => loud.findIndex(({ id }) => familyOf(id).includes(one.id)) === at,
  );
  if (findings.some(isClosedGate)) return { toLookAt, unjudged: [], notes: [], passed: [] };
  const quiet = findings.filter(({ id }) => !toLookAt.some((one) => familyOf(one.id).includes(id)));
  return {
    toLookAt,
    unjudged: quiet.filter(
      ({ verdict, explainedBy }) => verdict === "unsure" && explainedBy === undefined,
    ),
    notes: quiet.filter(({ verdict, note }) => verdict === "pass" && note),
    passed: quiet.filter(({ verdict, note }) => verdict === "pass" && !note),
  };
}

/** True for a photo that is better retaken: it cannot be submitted, or reviewers would most likely reject it. */
export const shouldRetake = (findings: readonly Reported[]): boolean =>
  groupFindings(findings).toLookAt.some((one) => one.verdict === "fail" || isUsuallyRejected(one));

/** Advice that does not order a retake, for a photo that may well be submitted as it is. */
export const optionalAdvice = ({ advice }: Pick<Finding, "advice">): Bilingual =>
  advice.zh.includes("再拍一张")
    ? { zh: `如要重拍，${advice.zh}`, en: `If you retake it: ${advice.en}` }
    : advice;

/** Tilt of the head from which the photo itself is on its side. */
export const onItsSideDeg = 45;

/** True for the finding of a photo that has to be rotated, not retaken. */
export const isOnItsSide = ({ id, verdict, value }: Reported): boolean =>
  id === "head-tilt" && verdict === "fail" && (value ?? 0) > onItsSideDeg;

const isClosedGate = ({ id, verdict }: Reported): boolean =>
  isCheckId(id) && gateOf(id).includes(verdict);

/** The findings that are displayed as one: the finding itself, and the others of its family that refused or warned. */
export const familyFindings = <One extends Reported>(
  finding: One,
  findings: readonly One[],
): readonly One[] => [
  finding,
  ...findings.filter(
    ({ id, verdict }) =>
      id !== finding.id &&
      (verdict === "fail" || verdict === "warn") &&
      familyOf(finding.id).includes(id),
  ),
];
