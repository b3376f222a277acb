/** List of all checks, in reading order: file, picture, person, result. */
import { backgroundBusy, backgroundColour, backgroundShadow } from "./background.ts";
import type { Check } from "./check.ts";
import { blueClothes, lowContrast, sleeveless } from "./clothes.ts";
import { edgeFringe } from "./edge-fringe.ts";
import { eyesClosed, mouthOpen, smileTeeth } from "./expression.ts";
import { faceCount, faceUnclear, noFace, notAPerson } from "./face.ts";
import { fileBroken, fileType, tooManyPixels } from "./file.ts";
import { density, fileSize, pixels, quality } from "./finished-file.ts";
import { centring, eyeLine, faceWidth, framingTight, hairTop, lowerEdge } from "./frame.ts";
import { earsHidden, hairOverBrows, hairOverEyes, hairOverForehead } from "./hair.ts";
import { handInFrame, occludedMouth } from "./hands.ts";
import { dark, grayscale, overexposed, unevenLight } from "./light.ts";
import { captureDate, editedOrGenerated, seenBefore, selfie } from "./origin.ts";
import { headTilt, notFrontal } from "./pose.ts";
import { blur, lowResolution } from "./sharpness.ts";
import { earrings, glasses, headwear, mask, necklace, sunglasses } from "./worn.ts";

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
