/** List of all checks, in reading order: file, picture, person, result. */
import { backgroundBusy } from "./background-busy.ts";
import { backgroundColour } from "./background-colour.ts";
import { backgroundShadow } from "./background-shadow.ts";
import { blueClothes } from "./blue-clothes.ts";
import { blur } from "./blur.ts";
import { captureDate } from "./capture-date.ts";
import { centring } from "./centring.ts";
import type { Check } from "./check.ts";
import { dark } from "./dark.ts";
import { density } from "./density.ts";
import { earrings } from "./earrings.ts";
import { earsHidden } from "./ears-hidden.ts";
import { edgeFringe } from "./edge-fringe.ts";
import { editedOrGenerated } from "./edited-or-generated.ts";
import { eyeLine } from "./eye-line.ts";
import { eyesClosed } from "./eyes-closed.ts";
import { faceCount } from "./face-count.ts";
import { faceUnclear } from "./face-unclear.ts";
import { faceWidth } from "./face-width.ts";
import { fileBroken } from "./file-broken.ts";
import { fileSize } from "./file-size.ts";
import { fileType } from "./file-type.ts";
import { framingTight } from "./framing-tight.ts";
import { glasses } from "./glasses.ts";
import { grayscale } from "./grayscale.ts";
import { hairOverBrows } from "./hair-over-brows.ts";
import { hairOverEyes } from "./hair-over-eyes.ts";
import { hairOverForehead } from "./hair-over-forehead.ts";
import { hairTop } from "./hair-top.ts";
import { handInFrame } from "./hand-in-frame.ts";
import { headTilt } from "./head-tilt.ts";
import { headwear } from "./headwear.ts";
import { lowContrast } from "./low-contrast.ts";
import { lowResolution } from "./low-resolution.ts";
import { lowerEdge } from "./lower-edge.ts";
import { mask } from "./mask.ts";
import { mouthOpen } from "./mouth-open.ts";
import { necklace } from "./necklace.ts";
import { noFace } from "./no-face.ts";
import { notAPerson } from "./not-a-person.ts";
import { notFrontal } from "./not-frontal.ts";
import { occludedMouth } from "./occluded-mouth.ts";
import { overexposed } from "./overexposed.ts";
import { pixels } from "./pixels.ts";
import { quality } from "./quality.ts";
import { seenBefore } from "./seen-before.ts";
import { selfie } from "./selfie.ts";
import { sleeveless } from "./sleeveless.ts";
import { smileTeeth } from "./smile-teeth.ts";
import { sunglasses } from "./sunglasses.ts";
import { tooManyPixels } from "./too-many-pixels.ts";
import { unevenLight } from "./uneven-light.ts";

export const checks: readonly Check[] = [
  fileType,
  fileBroken,
  tooManyPixels,
  seenBefore,
  noFace,
  faceCount,
  faceUnclear,
  notAPerson,
  grayscale,
  selfie,
  editedOrGenerated,
  captureDate,
  lowResolution,
  blur,
  dark,
  overexposed,
  unevenLight,
  notFrontal,
  headTilt,
  framingTight,
  eyesClosed,
  mouthOpen,
  smileTeeth,
  hairOverEyes,
  hairOverBrows,
  hairOverForehead,
  earsHidden,
  mask,
  occludedMouth,
  handInFrame,
  sunglasses,
  glasses,
  headwear,
  earrings,
  necklace,
  blueClothes,
  lowContrast,
  sleeveless,
  backgroundBusy,
  backgroundShadow,
  hairTop,
  eyeLine,
  faceWidth,
  centring,
  lowerEdge,
  backgroundColour,
  edgeFringe,
  pixels,
  density,
  fileSize,
  quality,
];
