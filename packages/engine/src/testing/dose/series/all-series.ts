/** The list of all series, and the checks that no series can reach, each with its reason. */
import type { CheckId } from "@gradphoto/domain/photo-standard";
import { greyToBlue, likeBackground } from "./clothes.ts";
import { croppedAbove, croppedBelow, croppedBeside, shifted } from "./framing.ts";
import { fringe, overEars } from "./hair.ts";
import { eyesClosing } from "./lids.ts";
import { brightened, darkened, faded, litFromSide, noisy } from "./light.ts";
import { handRaised, handToMouth, secondFace } from "./people-over.ts";
import { offPrint, offScreen } from "./recaptured.ts";
import type { Series } from "./series.ts";
import { blurred, jpegWorn, shaken, shrunk } from "./sharpness.ts";
import { turnedInPlane } from "./turned.ts";
import { busyWall, darkerWall, shadowedWall } from "./walls.ts";
import { capPulled, earringsGrown, maskRising, necklaceGrown, sunglasses } from "./worn.ts";

export const allSeries: readonly Series[] = [
  turnedInPlane,
  darkened,
  brightened,
  litFromSide,
  faded,
  noisy,
  blurred,
  shaken,
  shrunk,
  jpegWorn,
  croppedBelow,
  croppedBeside,
  croppedAbove,
  shifted,
  greyToBlue,
  likeBackground,
  handRaised,
  handToMouth,
  secondFace,
  sunglasses,
  maskRising,
  capPulled,
  earringsGrown,
  necklaceGrown,
  fringe,
  overEars,
  eyesClosing,
  darkerWall,
  shadowedWall,
  busyWall,
  offScreen,
  offPrint,
];

const ofTheFile = "read from the file's own bytes, exact: tests of bad input hold it";
const ofOurFile = "a fact of the file we write, exact: tests of the encoder hold it";
const keptByCrop = "the crop is solved for it; series that must not move it hold it instead";

/** Judging checks that no dose is to move, and why. */
export const unreachedChecks: Readonly<Partial<Record<CheckId, string>>> = {
  "file-type": ofTheFile,
  "file-broken": ofTheFile,
  "too-many-pixels": ofTheFile,
  selfie: ofTheFile,
  pixels: ofOurFile,
  density: ofOurFile,
  "file-size": "held by the noisy series",
  quality: "held by the noisy series",
  "hair-top": keptByCrop,
  "eye-line": keptByCrop,
  "face-width": keptByCrop,
  centring: keptByCrop,
  "edge-fringe": "made by wrong blending, not by a photo: its own test draws wrong rims",
  "background-colour": "the background is ours; the series of walls hold it",
  "lower-edge": "says again on the finished photo what framing-tight says; cropped-below records both",
  "not-frontal":
    "a picture of one side of a head does not hold the other: out of the plane nobody can be turned honestly",
  "no-face": "a score of faces against no faces: labelled photos measure it",
  "face-unclear": "the same score; sunglasses, mask and blur record it",
  glasses: "only told, never held against a photo",
  "not-a-person": "no dose makes a living person a drawing or a statue: labelled photos measure it",
  "mouth-open": "lips cannot be parted in a picture that does not hold what is behind them",
  "smile-teeth": "teeth that the picture does not hold cannot be shown",
  sleeveless: "arms that sleeves hide cannot be shown",
};
