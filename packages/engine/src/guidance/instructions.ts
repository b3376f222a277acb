/** List of all instructions for the person who holds the phone, most urgent first. */
import {
  type Bilingual,
  type CheckLimits,
  judge,
  limitsOf,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
import type { HeadPose } from "../models/head-pose.ts";
import type { closeCheckIds } from "./look-closer.ts";
import type { FrameReading, liveCheckIds } from "./read-frame.ts";
import type { Standing } from "./standing.ts";

export interface Instruction {
  readonly id: string;
  /** Text of a few words, to be read at arm's length or spoken. */
  readonly words: Bilingual;
  /**
   * Returns true if the instruction applies. With `isHeld`, it is current and is withdrawn only well within its limits.
   */
  readonly applies: (reading: FrameReading, isHeld: boolean) => boolean;
  /** Time for which it must apply before it is displayed. */
  readonly lastsMs: number;
}

/** Share of the limit by which a current instruction must be within it to end, so that it does not flicker. */
const slack = 0.12;
const soonMs = 150;
/** Duration for results of a closer look, which stay valid until the next one. */
const atOnceMs = 0;
/** Duration longer than a blink. */
const longerThanBlinkMs = 400;

const inner = (
  { min, max }: { readonly min?: number; readonly max?: number },
  isHeld: boolean,
) => ({
  ...(min !== undefined && { min: isHeld ? min * (1 + slack) : min }),
  ...(max !== undefined && { max: isHeld ? max * (1 - slack) : max }),
});

const innerLimits = ({ fail, warn }: CheckLimits, isHeld: boolean): CheckLimits => ({
  ...(fail && { fail: inner(fail, isHeld) }),
  ...(warn && { warn: inner(warn, isHeld) }),
});

type SeenCheckId = (typeof liveCheckIds | typeof closeCheckIds)[number];

/** Returns true when the check itself reports a problem. Checks of a closer look report nothing until it was done. */
const finds =
  (check: SeenCheckId): Instruction["applies"] =>
  ({ findings, spec }, isHeld) => {
    const value = findings.get(check)?.value ?? null;
    return value !== null && judge(value, innerLimits(limitsOf(check, spec), isHeld)) !== "pass";
  };

/**
 * Windows of the head's position, in pixels of the standard photo, by our own choice around the spec's aims. The engine
 * reframes the head, so they are no limits of a check.
 */
const standingWindows = ({ aim, geometry, widthPx, heightPx }: PhotoSpec) => {
  const { min: eyeMin = 0, max: eyeMax = heightPx } = geometry.eyeLinePx;
  return {
    faceSizePx: { min: 0.82 * aim.faceWidthPx, max: 1.2 * aim.faceWidthPx },
    eyeLinePx: { min: eyeMin - 0.01 * heightPx, max: eyeMax + 0.02 * heightPx },
    faceCentreXPx: { min: 0.42 * widthPx, max: 0.58 * widthPx },
  };
};

const isUpright =
  (measure: keyof Standing, side: "below" | "above"): Instruction["applies"] =>
  ({ head, spec }, isHeld) => {
    if (!head) return false;
    const { min, max } = standingWindows(spec)[measure];
    const within = isHeld ? ((max - min) * slack) / 2 : 0;
    return side === "below"
      ? head.standing[measure] < min + within
      : head.standing[measure] > max - within;
  };

const turns =
  (amount: (turn: HeadPose) => number): Instruction["applies"] =>
  ({ head, spec }, isHeld) => {
    const turn = head?.turn ?? null;
    return (
      turn !== null &&
      judge(amount(turn), innerLimits(limitsOf("not-frontal", spec), isHeld)) !== "pass"
    );
  };

const noFace: Instruction["applies"] = ({ head, findings }) =>
  head === null || findings.get("no-face")?.verdict === "fail";

const instruction = (
  id: string,
  words: Bilingual,
  applies: Instruction["applies"],
  lastsMs = soonMs,
): Instruction => ({
  id,
  words,
  applies,
  lastsMs,
});

export const instructions: readonly Instruction[] = [
  instruction("no-face", { zh: "请对准本人的脸", en: "Aim at the face" }, noFace),
  instruction("alone", { zh: "画面里只能有本人", en: "One person alone" }, finds("face-count")),
  instruction("closer", { zh: "再近一点", en: "Closer" }, isUpright("faceSizePx", "below")),
  instruction("farther", { zh: "再远一点", en: "Farther away" }, isUpright("faceSizePx", "above")),
  instruction(
    "aim-left",
    { zh: "镜头往左一点", en: "Aim more to the left" },
    isUpright("faceCentreXPx", "below"),
  ),
  instruction(
    "aim-right",
    { zh: "镜头往右一点", en: "Aim more to the right" },
    isUpright("faceCentreXPx", "above"),
  ),
  instruction("aim-up", { zh: "镜头抬高一点", en: "Aim higher" }, isUpright("eyeLinePx", "below")),
  instruction("aim-down", { zh: "镜头放低一点", en: "Aim lower" }, isUpright("eyeLinePx", "above")),
  instruction(
    "level-head",
    { zh: "头和手机都摆正", en: "Head and phone upright" },
    finds("head-tilt"),
  ),
  instruction(
    "face-lens",
    { zh: "脸转正，看镜头", en: "Turn to the lens" },
    turns(({ yawDeg }) => Math.abs(yawDeg)),
  ),
  instruction(
    "chin-up",
    { zh: "下巴抬一点", en: "Chin up a little" },
    turns(({ pitchDeg }) => pitchDeg),
  ),
  instruction(
    "chin-down",
    { zh: "下巴收一点", en: "Chin down a little" },
    turns(({ pitchDeg }) => -pitchDeg),
  ),
  instruction(
    "less-light",
    { zh: "太亮了，避开强光", en: "Too bright: out of the glare" },
    finds("overexposed"),
  ),
  instruction(
    "even-light",
    { zh: "脸一边暗，请面向光", en: "One side is dark: face the light" },
    finds("uneven-light"),
  ),
  // Listed after even-light: light from one side leaves the face's highlights dark too, and more of it would not help.
  instruction(
    "more-light",
    { zh: "太暗了，换个亮的地方", en: "Too dark: find more light" },
    finds("dark"),
  ),
  instruction(
    "open-eyes",
    { zh: "请睁开眼睛", en: "Open the eyes" },
    finds("eyes-closed"),
    longerThanBlinkMs,
  ),
  instruction(
    "close-mouth",
    { zh: "请闭上嘴唇", en: "Close the lips" },
    (reading, isHeld) =>
      finds("mouth-open")(reading, isHeld) || finds("smile-teeth")(reading, isHeld),
  ),
  instruction(
    "hair-off-brows",
    { zh: "拨开刘海，露出眉毛", en: "Hair off the brows" },
    (reading, isHeld) =>
      finds("hair-over-brows")(reading, isHeld) || finds("hair-over-eyes")(reading, isHeld),
    atOnceMs,
  ),
  instruction(
    "hair-behind-ears",
    { zh: "头发别到耳后", en: "Hair behind the ears" },
    finds("ears-hidden"),
    atOnceMs,
  ),
  instruction(
    "off-wall",
    { zh: "离墙远一点", en: "Step away from the wall" },
    finds("background-shadow"),
    atOnceMs,
  ),
];
