/** Unit and limits of every check; the engine judges by them. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import type { CheckLimits, Unit, Verdict } from "./finding.ts";
import type { PhotoSpec, Rgb } from "./photo-spec.ts";

export interface CheckFacts {
  readonly unit: Unit;
  /** Fixed windows of good values, or windows derived from the spec; a spec's `limits` override both. */
  readonly limits: CheckLimits | ((spec: PhotoSpec) => CheckLimits);
  /**
   * Text displayed instead of the limits, for a check that refuses some of the detected cases and only warns of the
   * others.
   */
  readonly requirement?: { readonly fail: Bilingual; readonly warn: Bilingual };
  /** Gate verdicts: with one of them there is no single person to judge, so later checks are left unjudged. */
  readonly gate?: readonly Verdict[];
  /** Origin of the limits. */
  readonly basis: LimitsBasis;
}

/**
 * `policy`: a number set by a rule. `note`: informational only, never counts against a photo.
 * Otherwise the false-alarm budget: the share of reviewed photos without the fault that the warning limit may flag. A
 * refusing limit lies beyond all of them.
 */
export type LimitsBasis = "policy" | "note" | { readonly falseAlarms: number };

/** In grey and white, the code values of blue and red are about equal. */
const isBlue = ({ r, b }: Rgb): boolean => b - r > 32;

export const forbidsBlueClothes = ({ background }: { readonly background: Rgb }): boolean =>
  isBlue(background);

/** Our choice: the narrowest face in the original whose features survive. */
const narrowestPx = 90;

/** Definition of every photo check by id, which also labels test photos, in display order: file, picture, person, result. */
export const checkFacts = {
  "file-type": {
    unit: "count",
    limits: { fail: { max: 0 } },
    gate: ["fail"],
    basis: "policy",
  },
  "file-broken": {
    unit: "count",
    limits: { fail: { max: 0 } },
    gate: ["fail"],
    basis: "policy",
  },
  "too-many-pixels": {
    unit: "count",
    // Our choice: the largest phone photos in common use have 50 megapixels.
    limits: { fail: { max: 50 } },
    gate: ["fail"],
    basis: "policy",
  },
  "seen-before": {
    unit: "count",
    // A person decides whose photo it is and whether it was changed; see the check.
    limits: { fail: { max: 0 } },
    requirement: {
      fail: { zh: "不是审核员退回过的同一文件", en: "not the very file that a reviewer refused" },
      warn: {
        zh: "另一账号没有上传过，也不与退回过的照片几乎相同",
        en: "not submitted by another account, and not nearly the same as a refused photo",
      },
    },
    basis: "policy",
  },
  "no-face": {
    unit: "score",
    // Below this value a mesh is not a face.
    limits: { fail: { min: 8 } },
    gate: ["fail"],
    basis: "policy",
  },
  "face-count": {
    unit: "share",
    limits: { warn: { max: 0 }, fail: { max: 0.5 } },
    gate: ["fail"],
    basis: "policy",
  },
  "face-unclear": {
    unit: "score",
    // From this value on, a mesh is certainly a fully visible face.
    limits: { warn: { min: 20 } },
    basis: { falseAlarms: 0.005 },
  },
  "not-a-person": {
    unit: "ratio",
    limits: { warn: { min: 1 } },
    basis: { falseAlarms: 0.005 },
  },
  grayscale: {
    unit: "score",
    limits: { warn: { min: 8 }, fail: { min: 4 } },
    basis: { falseAlarms: 0.002 },
  },
  selfie: {
    unit: "count",
    limits: { fail: { max: 0 } },
    basis: "policy",
  },
  "edited-or-generated": {
    unit: "count",
    // A label of AI generation refuses; an editor's name only warns; see the check.
    limits: { fail: { max: 0 } },
    requirement: {
      fail: { zh: "没有 AI 生成或修改的标识", en: "no label of AI" },
      warn: { zh: "没有修图软件的标识", en: "no name of an editor" },
    },
    basis: "policy",
  },
  "capture-date": {
    unit: "days",
    // Our choice for "recent"; a project sets its own.
    limits: { warn: { max: 365 } },
    basis: "policy",
  },
  "low-resolution": {
    unit: "px",
    limits: ({ geometry, maxScale }) => ({
      warn: { min: geometry.faceWidthPx.min ?? narrowestPx },
      fail: { min: Math.max(narrowestPx, (geometry.faceWidthPx.min ?? 0) / maxScale) },
    }),
    basis: "policy",
  },
  blur: {
    unit: "score",
    limits: { warn: { min: 11 }, fail: { min: 9 } },
    basis: { falseAlarms: 0.005 },
  },
  dark: {
    unit: "lightness",
    limits: { warn: { min: 60 }, fail: { min: 45 } },
    basis: { falseAlarms: 0.005 },
  },
  overexposed: {
    unit: "share",
    limits: { warn: { max: 0.1 }, fail: { max: 0.3 } },
    basis: { falseAlarms: 0.005 },
  },
  "uneven-light": {
    unit: "ratio",
    // One stop is a factor of two in light. Portrait light counts as even up to about 4:1, two stops; at 8:1 half of
    // the face is dark.
    limits: { warn: { max: 2.5 }, fail: { max: 4.5 } },
    basis: { falseAlarms: 0.005 },
  },
  "not-frontal": {
    unit: "deg",
    limits: { warn: { max: 14 }, fail: { max: 22 } },
    basis: { falseAlarms: 0.01 },
  },
  "head-tilt": {
    unit: "deg",
    limits: { warn: { max: 6 }, fail: { max: 10 } },
    basis: "policy",
  },
  "framing-tight": {
    unit: "px",
    // Policy: a floating bust is no certificate photo. A person judges cut-off hair or shoulders; see the check.
    limits: { fail: { max: 4 } },
    basis: "policy",
  },
  "eyes-closed": {
    unit: "share",
    limits: { warn: { min: 0.45 } },
    basis: { falseAlarms: 0.01 },
  },
  "mouth-open": {
    unit: "share",
    limits: { warn: { max: 0.11 } },
    basis: { falseAlarms: 0.02 },
  },
  "smile-teeth": {
    unit: "iod2",
    limits: { warn: { max: 0.015 }, fail: { max: 0.03 } },
    basis: { falseAlarms: 0.002 },
  },
  "hair-over-eyes": {
    unit: "share",
    limits: { warn: { max: 0.1 } },
    basis: { falseAlarms: 0.002 },
  },
  "hair-over-brows": {
    unit: "share",
    limits: { warn: { max: 0.3 } },
    basis: { falseAlarms: 0.01 },
  },
  "hair-over-forehead": {
    unit: "share",
    limits: { warn: { max: 0.25 }, fail: { max: 0.65 } },
    basis: { falseAlarms: 0.02 },
  },
  "ears-hidden": {
    unit: "share",
    limits: { warn: { min: 0.295 }, fail: { min: 0.25 } },
    basis: { falseAlarms: 0.02 },
  },
  mask: {
    unit: "share",
    limits: { warn: { max: 0.15 }, fail: { max: 0.5 } },
    basis: "policy",
  },
  "occluded-mouth": {
    unit: "share",
    limits: { warn: { max: 0.15 } },
    basis: { falseAlarms: 0.002 },
  },
  "hand-in-frame": {
    unit: "share",
    limits: { warn: { max: 0.5 }, fail: { max: 0.85 } },
    basis: { falseAlarms: 0.005 },
  },
  sunglasses: {
    unit: "share",
    limits: { warn: { max: 0.1 } },
    basis: { falseAlarms: 0.002 },
  },
  glasses: {
    unit: "share",
    limits: {},
    basis: "note",
  },
  headwear: {
    unit: "share",
    limits: { warn: { max: 0.3 }, fail: { max: 0.75 } },
    basis: { falseAlarms: 0.01 },
  },
  earrings: {
    unit: "iod2",
    limits: { warn: { max: 0.012 } },
    basis: { falseAlarms: 0.02 },
  },
  necklace: {
    unit: "iod2",
    limits: { warn: { max: 0.05 } },
    basis: { falseAlarms: 0.01 },
  },
  "blue-clothes": {
    unit: "share",
    // The rule applies to a blue background; with any other, the clothes may be entirely blue.
    limits: (spec) =>
      forbidsBlueClothes(spec)
        ? { warn: { max: 0.35 }, fail: { max: 0.88 } }
        : { warn: { max: 1 } },
    basis: { falseAlarms: 0.02 },
  },
  "low-contrast": {
    unit: "score",
    // CIE 1976 colour difference: 2 is just noticeable, up to 10 only on close inspection.
    limits: { warn: { min: 10 } },
    basis: { falseAlarms: 0.002 },
  },
  sleeveless: {
    unit: "share",
    limits: { warn: { max: 0.37 }, fail: { max: 0.9 } },
    basis: { falseAlarms: 0.005 },
  },
  "background-busy": {
    unit: "score",
    limits: { warn: { max: 9 } },
    basis: { falseAlarms: 0.05 },
  },
  "background-shadow": {
    unit: "lightness",
    limits: { warn: { max: 16 } },
    basis: { falseAlarms: 0.005 },
  },
  "hair-top": {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.hairTopPx }),
    basis: "policy",
  },
  "eye-line": {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.eyeLinePx }),
    basis: "policy",
  },
  "face-width": {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.faceWidthPx }),
    basis: "policy",
  },
  centring: {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.faceCentreXPx }),
    basis: "policy",
  },
  "lower-edge": {
    unit: "px",
    // Reached only by a photo that passes framing: segmentation lost the chest, or the photo was made elsewhere.
    limits: { warn: { max: 4 } },
    basis: "policy",
  },
  "background-colour": {
    unit: "code",
    // JPEG compression alone changes the colour by one; see the spec's background rule.
    limits: { fail: { max: 2 } },
    basis: "policy",
  },
  "edge-fringe": {
    unit: "ratio",
    // 1 is an amount of rim that no reviewer would accept.
    limits: { warn: { max: 1 } },
    basis: { falseAlarms: 0.01 },
  },
  pixels: {
    unit: "count",
    limits: { fail: { max: 0 } },
    basis: "policy",
  },
  density: {
    unit: "dpi",
    limits: ({ dpi }) => ({ fail: { min: dpi, max: dpi } }),
    basis: "policy",
  },
  "file-size": {
    unit: "bytes",
    limits: ({ file }) => ({ fail: { min: file.minBytes, max: file.maxBytes } }),
    basis: "policy",
  },
  quality: {
    unit: "count",
    limits: ({ file }) => ({ fail: { min: file.minQuality } }),
    basis: "policy",
  },
} as const satisfies Readonly<Record<string, CheckFacts>>;

export type CheckId = keyof typeof checkFacts;

export const isCheckId = isKeyOf(checkFacts);

export const allCheckIds: readonly CheckId[] = Object.keys(checkFacts).filter(isCheckId);

/** The verdicts with which the check leaves later checks unjudged; empty if it is not a gate. */
export function gateOf(id: CheckId): readonly Verdict[] {
  const { gate }: CheckFacts = checkFacts[id];
  return gate ?? [];
}

/** The limits that the check applies for the spec. */
export function limitsOf(id: CheckId, spec: PhotoSpec): CheckLimits {
  const { limits }: CheckFacts = checkFacts[id];
  return spec.limits[id] ?? (typeof limits === "function" ? limits(spec) : limits);
}
