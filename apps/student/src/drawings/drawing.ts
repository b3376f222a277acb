/** A drawing for light paper and the same one for dark: lines turn light, surfaces dark, and a shadow stays a shadow. */
import { svgAddress } from "./svg.ts";

export interface Drawing {
  readonly onLight: string;
  readonly onDark: string;
}

/** The colours that drawings are made of. */
export const paper = "#fdfbf7";
export const ink = "#1f3a5f";
export const tone = "#dbe3ed";
export const hairTone = "#3d5573";
/** Of formal clothes: no blue, which the background is. */
export const clothTone = "#cbc2b3";
export const wallShadow = "#9aa7b8";
export const faceShadow = "#8d9bb0";
export const seal = "#b3341f";

const onDark: Readonly<Record<string, string>> = {
  [paper]: "#2b313a",
  [ink]: "#c3d3ea",
  [tone]: "#44536a",
  [hairTone]: "#6f86a6",
  [clothTone]: "#625b50",
  [wallShadow]: "#14171c",
  [faceShadow]: "#14171c",
  [seal]: "#f08a73",
};

export const drawingOf = (svg: string): Drawing => ({
  onLight: svgAddress(svg),
  onDark: svgAddress(svg.replace(/#[0-9a-f]{6}/g, (colour) => onDark[colour] ?? colour)),
});
