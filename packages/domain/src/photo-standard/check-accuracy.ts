/**
 * Accuracy of each check on people who were never in view while the engine was made or its limits chosen, and whether a
 * pass may state a fact.
 */
import type { Bilingual } from "../core/bilingual.ts";
import type { CheckId } from "./check-facts.ts";

export interface CountedCheck {
  /** Photos with the fault, and how many of them the check detected. Photos that it could not measure count as missed. */
  readonly faulty: number;
  readonly detected: number;
  /** Photos without a label of the fault, and how many of them the check warned of or refused. */
  readonly fine: number;
  readonly falseAlarms: number;
}

interface DetailedCount extends CountedCheck {
  /** Photos with the fault that the check could not measure. */
  readonly unmeasured: number;
  readonly refused: number;
  readonly falseRefusals: number;
}

type WithFault = readonly [faulty: number, unmeasured: number, refused: number, warned: number];
type WithoutFault = readonly [fine: number, refused: number, warned: number];

const detailedCount = (
  [faulty, unmeasured, refused, warned]: WithFault,
  [fine, falseRefusals, falseWarnings]: WithoutFault,
): DetailedCount => ({
  faulty,
  unmeasured,
  refused,
  detected: refused + warned,
  fine,
  falseRefusals,
  falseAlarms: falseRefusals + falseWarnings,
});

/** No photo has the fault, and none was reported to have it. */
const emptyCount = detailedCount([0, 0, 0, 0], [0, 0, 0]);

/** Photos of the counts below, for every page that shows them. */
export const accuracySample = {
  zh: "274 张照片，2026 年 11 月 30 日用引擎 0.7.2 测得。制作引擎、选择限值时都没有看过这些照片。",
  en: "274 photos, measured on 30 November 2026 with engine 0.7.2. Nobody saw them while the engine was made or its limits chosen.",
} as const satisfies Bilingual;

/** Counts over all of these photos. A core reason is a labelled fault that a machine can judge. */
export const accuracyTotals = {
  /** Photos that a reviewer accepts, and how many of them were refused. */
  good: { photos: 32, refused: 0 },
  /** Photos with no other fault than their background, and how many of them were refused for something else. */
  goodButForBackground: { photos: 60, refused: 3 },
  coreReasons: { labelled: 304, detected: 241 },
  unlabelledFindings: { fail: 22, warn: 115 },
} as const;

/** Reasons to read the counts with care. */
export const accuracyCaveats: readonly Bilingual[] = [
  { zh: "标注者一人", en: "One person labelled them" },
  {
    zh: "约 60 % 的人像由 AI 生成，在真人照片上的表现可能不同",
    en: "About 60 % of the people are AI-made, so real photos may differ",
  },
  {
    zh: "误报只是没有标注，约一半其实属实",
    en: "A false alarm was merely not labelled; about half of them are true",
  },
  {
    zh: "多数检查可数的照片很少，数字不精确",
    en: "Few photos have the fault of most checks, so the figures are imprecise",
  },
];

/** Never fit a limit to these counts. `exact`: reads a fact of the file or measures the finished photo. */
export const checkAccuracy: Readonly<Record<CheckId, DetailedCount | "exact">> = {
  "file-type": "exact",
  "file-broken": "exact",
  "too-many-pixels": "exact",
  "seen-before": emptyCount,
  "no-face": detailedCount([1, 0, 1, 0], [272, 0, 0]),
  "face-count": detailedCount([2, 0, 1, 0], [270, 0, 0]),
  "face-unclear": detailedCount([0, 0, 0, 0], [274, 0, 1]),
  "not-a-person": detailedCount([7, 1, 0, 2], [265, 0, 0]),
  grayscale: emptyCount,
  selfie: detailedCount([1, 1, 0, 0], [255, 0, 0]),
  "edited-or-generated": detailedCount([0, 0, 0, 0], [274, 2, 14]),
  "capture-date": detailedCount([0, 0, 0, 0], [274, 0, 2]),
  "low-resolution": detailedCount([16, 0, 12, 3], [26, 0, 4]),
  blur: detailedCount([1, 0, 1, 0], [266, 0, 3]),
  dark: detailedCount([4, 0, 2, 2], [244, 0, 1]),
  overexposed: detailedCount([2, 0, 1, 1], [269, 0, 2]),
  "uneven-light": detailedCount([1, 0, 0, 1], [240, 0, 3]),
  "not-frontal": detailedCount([20, 0, 11, 8], [221, 3, 8]),
  "head-tilt": detailedCount([14, 0, 6, 5], [152, 2, 5]),
  "framing-tight": detailedCount([10, 0, 10, 0], [216, 10, 7]),
  "eyes-closed": detailedCount([4, 1, 0, 2], [263, 0, 11]),
  "mouth-open": detailedCount([4, 3, 0, 0], [214, 0, 5]),
  "smile-teeth": detailedCount([24, 1, 17, 5], [221, 1, 0]),
  "hair-over-eyes": detailedCount([6, 0, 0, 0], [232, 0, 0]),
  "hair-over-brows": detailedCount([6, 3, 0, 0], [232, 0, 1]),
  "hair-over-forehead": detailedCount([6, 1, 2, 2], [232, 0, 5]),
  "ears-hidden": detailedCount([57, 1, 39, 12], [146, 1, 8]),
  mask: detailedCount([7, 0, 7, 0], [267, 0, 0]),
  "occluded-mouth": detailedCount([1, 1, 0, 0], [273, 0, 0]),
  "hand-in-frame": detailedCount([34, 0, 24, 1], [224, 0, 1]),
  sunglasses: detailedCount([3, 0, 0, 2], [266, 0, 0]),
  glasses: emptyCount,
  headwear: detailedCount([13, 0, 3, 9], [249, 0, 0]),
  earrings: detailedCount([16, 2, 0, 9], [236, 0, 8]),
  necklace: detailedCount([8, 0, 0, 5], [242, 0, 5]),
  "blue-clothes": detailedCount([23, 0, 6, 12], [201, 0, 2]),
  "low-contrast": emptyCount,
  sleeveless: detailedCount([28, 8, 8, 7], [233, 1, 4]),
  "background-busy": detailedCount([145, 4, 0, 117], [86, 0, 3]),
  "background-shadow": detailedCount([0, 0, 0, 0], [264, 0, 5]),
  "hair-top": "exact",
  "eye-line": "exact",
  "face-width": "exact",
  centring: "exact",
  "lower-edge": "exact",
  "background-colour": "exact",
  "edge-fringe": detailedCount([0, 0, 0, 0], [274, 0, 7]),
  pixels: "exact",
  density: "exact",
  "file-size": "exact",
  quality: "exact",
};

/** With fewer faulty photos than this, a detection rate is meaningless. */
export const fewestFaulty = 5;
/** Share of detected faults from which a pass may state the fact, and no person has to look as well. */
const reliableShare = 0.95;

/** True if a pass of the check may say “no mask” instead of “no mask found”. */
export const isReliable = (accuracy: CountedCheck | "exact"): boolean =>
  accuracy === "exact" ||
  (accuracy.faulty >= fewestFaulty && accuracy.detected / accuracy.faulty >= reliableShare);
