/**
 * Accuracy of each check on people who were never in view while the engine was made or its limits chosen, and whether a
 * pass may state a fact.
 */
import type { Bilingual } from "../core/bilingual.ts";

export interface CountedCheck {
  /** Photos with the fault, and how many of them the check detected. Photos that it could not measure count as missed. */
  readonly faulty: number;
  readonly detected: number;
  /** Photos without a label of the fault, and how many of them the check warned of or refused. */
  readonly fine: number;
  readonly falseAlarms: number;
}

export interface DetailedCount extends CountedCheck {
  /** Photos with the fault that the check could not measure. */
  readonly unmeasured: number;
  readonly refused: number;
  readonly falseRefusals: number;
}

type WithFault = readonly [faulty: number, unmeasured: number, refused: number, warned: number];
type WithoutFault = readonly [fine: number, refused: number, warned: number];

export const detailedCount = (
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
export const emptyCount = detailedCount([0, 0, 0, 0], [0, 0, 0]);

/** Version of the engine that was counted. */
export const measuredEngine: string = "0.8.1";

/** Photos of the counts in the rows, for every page that shows them. */
export const accuracySample = {
  zh: `274 张照片，2026 年 12 月 2 日用引擎 ${measuredEngine} 测得。制作引擎、选择限值时都没有看过这些照片。`,
  en: `274 photos, measured on 2 December 2026 with engine ${measuredEngine}. Nobody saw them while the engine was made or its limits chosen.`,
} as const satisfies Bilingual;

/** Counts over all of these photos. A core reason is a labelled fault that a machine can judge. */
export const accuracyTotals = {
  /** Photos that a reviewer accepts, and how many of them were refused. */
  good: { photos: 32, refused: 0 },
  /** Photos with no other fault than their background, and how many of them were refused for something else. */
  goodButForBackground: { photos: 60, refused: 3 },
  coreReasons: { labelled: 304, detected: 249 },
  unlabelledFindings: { fail: 23, warn: 133 },
} as const;

/** Reasons to read the counts with care. */
export const accuracyCaveats: readonly Bilingual[] = [
  { zh: "标注者一人", en: "One person labelled them" },
  {
    zh: "约 60 % 的人像由 AI 生成，在真人照片上的表现可能不同",
    en: "About 60 % of the people are AI-made, so real photos may differ",
  },
  {
    zh: "误报只是没有标注：抽看 20 条，10 条其实属实，8 条是误报，2 条说不清",
    en: "A false alarm was merely not labelled: of 20 that were looked at, 10 were true, 8 false and 2 unclear",
  },
  {
    zh: "多数检查可数的照片很少，数字不精确",
    en: "Few photos have the fault of most checks, so the figures are imprecise",
  },
];

/** With fewer faulty photos than this, a detection rate is meaningless. */
export const fewestFaulty = 5;

const z = 1.96;

/** Returns the Wilson score interval (95 %), both ends in 0..1, or the full range when nothing was counted. */
export function wilsonInterval(count: number, of: number): readonly [low: number, high: number] {
  if (of === 0) return [0, 1];
  const share = count / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const middle = share + z ** 2 / (2 * of);
  const complete = 1 + z ** 2 / of;
  return [Math.max(0, (middle - spread) / complete), Math.min(1, (middle + spread) / complete)];
}

/** Fewest faulty photos, and lower end of the detection rate, from which a pass may state the fact. */
const [reliableFaulty, reliableShare] = [20, 0.9];

/** True if a pass may state the fact and no person has to look as well: it is exact, or surely misses few faults. */
export const isReliable = (accuracy: CountedCheck | "exact"): boolean =>
  accuracy === "exact" ||
  (accuracy.faulty >= reliableFaulty &&
    wilsonInterval(accuracy.detected, accuracy.faulty)[0] >= reliableShare);
