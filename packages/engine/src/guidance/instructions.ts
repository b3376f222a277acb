/** The one list of what is said to whoever holds the phone, most pressing first; a row adds an instruction. */
import { type Bilingual, type CheckLimits, judge, limitsOf, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { turnOf } from "../checks/not-frontal.ts";
import type { FrameReading, LiveCheckId } from "./read-frame.ts";
import type { Standing } from "./silhouette.ts";

export interface Instruction {
  readonly id: string;
  /** A few words, to be read at arm's length or heard. */
  readonly words: Bilingual;
  /** Whether it is to be said; one that is said already is taken back only well inside its limits. */
  readonly applies: (reading: FrameReading, isSaid: boolean) => boolean;
  /** It must hold this long before it is said. */
  readonly lastsMs: number;
}

/** An instruction that is said ends this share of its limit inside it: it would come and go at the limit itself. */
const slack = 0.12;
const soonMs = 150;
/** A blink is shorter. */
const longerThanBlinkMs = 400;

const inner = ({ min, max }: { readonly min?: number; readonly max?: number }, isSaid: boolean) => ({
  ...(min !== undefined && { min: isSaid ? min * (1 + slack) : min }),
  ...(max !== undefined && { max: isSaid ? max * (1 - slack) : max }),
});

const innerLimits = ({ fail, warn }: CheckLimits, isSaid: boolean): CheckLimits => ({
  ...(fail && { fail: inner(fail, isSaid) }),
  ...(warn && { warn: inner(warn, isSaid) }),
});

/** The check itself says that something is amiss. */
const finds =
  (check: LiveCheckId): Instruction["applies"] =>
  ({ findings, spec }, isSaid) => {
    const value = findings.get(check)?.value ?? null;
    return value !== null && judge(value, innerLimits(limitsOf(check, spec), isSaid)) !== "pass";
  };

/**
 * Where the head is to stand, in pixels of the standard photo: own choices about the spec's aims. The engine frames the
 * head anew, so that this is no limit of a check.
 */
const standingWindows = ({ aim, geometry, widthPx, heightPx }: PhotoSpec) => {
  const { min: eyeMin = 0, max: eyeMax = heightPx } = geometry.eyeLinePx;
  return {
    faceWidthPx: { min: 0.82 * aim.faceWidthPx, max: 1.2 * aim.faceWidthPx },
    eyeLinePx: { min: eyeMin - 0.01 * heightPx, max: eyeMax + 0.02 * heightPx },
    faceCentreXPx: { min: 0.42 * widthPx, max: 0.58 * widthPx },
  };
};

const stands =
  (measure: keyof Standing, side: "below" | "above"): Instruction["applies"] =>
  ({ head, spec }, isSaid) => {
    if (!head) return false;
    const { min, max } = standingWindows(spec)[measure];
    const within = isSaid ? ((max - min) * slack) / 2 : 0;
    return side === "below" ? head.standing[measure] < min + within : head.standing[measure] > max - within;
  };

const turns =
  (amount: (turn: ReturnType<typeof turnOf>) => number): Instruction["applies"] =>
  ({ head, spec }, isSaid) =>
    head !== null && judge(amount(turnOf(head.pose)), innerLimits(limitsOf("not-frontal", spec), isSaid)) !== "pass";

const noFace: Instruction["applies"] = ({ head, findings }) =>
  head === null || findings.get("no-face")?.verdict === "fail";

export const instructions: readonly Instruction[] = [
  { id: "no-face", words: { zh: "请对准本人的脸", en: "Aim at the face" }, applies: noFace, lastsMs: soonMs },
  {
    id: "alone",
    words: { zh: "画面里只能有本人", en: "One person alone" },
    applies: finds("face-count"),
    lastsMs: soonMs,
  },
  { id: "closer", words: { zh: "再近一点", en: "Closer" }, applies: stands("faceWidthPx", "below"), lastsMs: soonMs },
  {
    id: "farther",
    words: { zh: "再远一点", en: "Farther away" },
    applies: stands("faceWidthPx", "above"),
    lastsMs: soonMs,
  },
  {
    id: "aim-left",
    words: { zh: "镜头往左一点", en: "Aim more to the left" },
    applies: stands("faceCentreXPx", "below"),
    lastsMs: soonMs,
  },
  {
    id: "aim-right",
    words: { zh: "镜头往右一点", en: "Aim more to the right" },
    applies: stands("faceCentreXPx", "above"),
    lastsMs: soonMs,
  },
  {
    id: "aim-up",
    words: { zh: "镜头抬高一点", en: "Aim higher" },
    applies: stands("eyeLinePx", "below"),
    lastsMs: soonMs,
  },
  {
    id: "aim-down",
    words: { zh: "镜头放低一点", en: "Aim lower" },
    applies: stands("eyeLinePx", "above"),
    lastsMs: soonMs,
  },
  {
    id: "level-head",
    words: { zh: "头和手机都摆正", en: "Head and phone upright" },
    applies: finds("head-tilt"),
    lastsMs: soonMs,
  },
  {
    id: "face-lens",
    words: { zh: "脸转正，看镜头", en: "Turn to the lens" },
    applies: turns(({ yawDeg }) => Math.abs(yawDeg)),
    lastsMs: soonMs,
  },
  {
    id: "chin-up",
    words: { zh: "下巴抬一点", en: "Chin up a little" },
    applies: turns(({ pitchDeg }) => pitchDeg),
    lastsMs: soonMs,
  },
  {
    id: "chin-down",
    words: { zh: "下巴收一点", en: "Chin down a little" },
    applies: turns(({ pitchDeg }) => -pitchDeg),
    lastsMs: soonMs,
  },
  {
    id: "more-light",
    words: { zh: "太暗了，换个亮的地方", en: "Too dark: find more light" },
    applies: finds("dark"),
    lastsMs: soonMs,
  },
  {
    id: "less-light",
    words: { zh: "太亮了，避开强光", en: "Too bright: out of the glare" },
    applies: finds("overexposed"),
    lastsMs: soonMs,
  },
  {
    id: "even-light",
    words: { zh: "脸一边暗，请面向光", en: "One side is dark: face the light" },
    applies: finds("uneven-light"),
    lastsMs: soonMs,
  },
  {
    id: "open-eyes",
    words: { zh: "请睁开眼睛", en: "Open the eyes" },
    applies: finds("eyes-closed"),
    lastsMs: longerThanBlinkMs,
  },
  {
    id: "close-mouth",
    words: { zh: "请闭上嘴唇", en: "Close the lips" },
    applies: (reading, isSaid) => finds("mouth-open")(reading, isSaid) || finds("smile-teeth")(reading, isSaid),
    lastsMs: soonMs,
  },
];
