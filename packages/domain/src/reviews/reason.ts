/** Shape of a reason for rejecting a photo. */
import type { Bilingual } from "../core/bilingual.ts";

export const reviewReasonGroups = {
  pose: { zh: "姿态与表情", en: "Pose and expression" },
  face: { zh: "面部", en: "Face" },
  wearing: { zh: "头发与配饰", en: "Hair and accessories" },
  clothes: { zh: "服装", en: "Clothes" },
  scene: { zh: "光线与背景", en: "Light and background" },
  picture: { zh: "画质与成片", en: "Picture" },
  identity: { zh: "真实性", en: "Authenticity" },
  registry: { zh: "学信网退回原因", en: "Reasons from CHSI" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type ReviewReasonGroup = keyof typeof reviewReasonGroups;

export interface ReviewReason {
  readonly group: ReviewReasonGroup;
  /**
   * Shortcut key at the review desk; it never changes, because reviewers memorize it. Each keyboard row has one or two
   * groups. null: a reason of the registry.
   */
  readonly key: string | null;
  /** The fault. */
  readonly label: Bilingual;
  /** What the student does next. */
  readonly advice: Bilingual;
  /** Ids of the checks that cover the same fault. */
  readonly checks: readonly string[];
}

export const reason = (
  group: ReviewReasonGroup,
  key: string | null,
  label: readonly [zh: string, en: string],
  advice: readonly [zh: string, en: string],
  checks: readonly string[] = [],
): ReviewReason => ({
  group,
  key,
  label: { zh: label[0], en: label[1] },
  advice: { zh: advice[0], en: advice[1] },
  checks,
});
