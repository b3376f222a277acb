/** The unit and the limits of every check: the engine judges by them. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import type { CheckLimits, Unit, Verdict } from "./finding.ts";
import type { PhotoSpec, Rgb } from "./photo-spec.ts";

export interface CheckFacts {
  readonly unit: Unit;
  /** The windows of good values, or read from the spec's own windows; a spec's `limits` go before both. */
  readonly limits: CheckLimits | ((spec: PhotoSpec) => CheckLimits);
  /** Instead of its limits, where they refuse some of what is found and the rest is only noted. */
  readonly asked?: { readonly fail: Bilingual; readonly warn: Bilingual };
  /** A gate: with one of these verdicts there is no one person to look at, and what stands behind it is not judged. */
  readonly gate?: readonly Verdict[];
  /** What the limits rest on. */
  readonly basis: LimitsBasis;
}

/**
 * `policy`: a rule's own number. `note`: only told, never held against a photo. Otherwise the false-alarm budget: the
 * share of reviewed photos without the fault that the warning limit may warn of; a refusing limit lies beyond all of them.
 */
export type LimitsBasis = "policy" | "note" | { readonly falseAlarms: number };

/** Grey and white have about as much blue as red, in codes. */
const isBlue = ({ r, b }: Rgb): boolean => b - r > 32;

export const forbidsBlueClothes = ({ background }: { readonly background: Rgb }): boolean => isBlue(background);

/** Own choice: the narrowest face in the original whose features survive. */
const narrowestPx = 90;

/** By id, as in the labels of test photos, in the order people read them: file, picture, person, result. */
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
    // Own choice: the largest phone photos in common use are 50 megapixels.
    limits: { fail: { max: 50 } },
    gate: ["fail"],
    basis: "policy",
  },
  "seen-before": {
    unit: "count",
    // Whose photo it is, or whether it was changed, a person decides, see the check.
    limits: { fail: { max: 0 } },
    asked: {
      fail: { zh: "不是审核员退回过的同一文件", en: "not the very file that a reviewer refused" },
      warn: {
        zh: "另一账号没有上传过，也不与退回过的照片几乎相同",
        en: "not handed in by another account, nor nearly a refused photo",
      },
    },
    basis: "policy",
  },
  "no-face": {
    unit: "score",
    // Below it a mesh is no face.
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
    // From it a mesh is surely a fully visible face.
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
    // A label of generation refuses; an editor's name alone only warns, see the check.
    limits: { fail: { max: 0 } },
    asked: {
      fail: { zh: "没有 AI 生成或修改的标识", en: "no label of AI" },
      warn: { zh: "没有修图软件的标识", en: "no name of an editor" },
    },
    basis: "policy",
  },
  "capture-date": {
    unit: "days",
    // Own choice for "recent"; a project sets its own.
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
    // One stop is twice the light. Portrait light is called even up to about 4:1, two stops; 8:1 is a half-dark face.
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
    // Policy: a bust that floats is no certificate photo. Cut hair or shoulders a person judges, see the check.
    limits: { fail: { max: 4 } },
    basis: "policy",
  },
  "eyes-closed": {
    unit: "ratio",
    limits: { warn: { min: 0.45 } },
    basis: { falseAlarms: 0.01 },
  },
  "mouth-open": {
    unit: "ratio",
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
    // The rule belongs to a blue background; before another one all of the clothes may be blue.
    limits: (spec) => (forbidsBlueClothes(spec) ? { warn: { max: 0.35 }, fail: { max: 0.88 } } : { warn: { max: 1 } }),
    basis: { falseAlarms: 0.02 },
  },
  "low-contrast": {
    unit: "score",
    // CIE 1976: 2 is just seen, up to 10 only at a close look.
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
    // Of a photo that framing lets through: the cut-out lost the chest, or somebody else made it.
    limits: { warn: { max: 4 } },
    basis: "policy",
  },
  "background-colour": {
    unit: "code",
    // JPEG itself moves the colour by one; see the spec's background rule.
    limits: { fail: { max: 2 } },
    basis: "policy",
  },
  "edge-fringe": {
    unit: "ratio",
    // 1 is as much of the rim as nobody would let pass.
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

/** The verdicts with which the check leaves those behind it unjudged; none where it is no gate. */
export function gateOf(id: CheckId): readonly Verdict[] {
  const { gate }: CheckFacts = checkFacts[id];
  return gate ?? [];
}

/** The limits that the check judges by for that spec. */
export function limitsOf(id: CheckId, spec: PhotoSpec): CheckLimits {
  const { limits }: CheckFacts = checkFacts[id];
  return spec.limits[id] ?? (typeof limits === "function" ? limits(spec) : limits);
}
