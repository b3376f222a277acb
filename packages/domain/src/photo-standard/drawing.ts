/**
 * A drawing in a light and a dark version: in the dark one, lines are light and surfaces dark, and shadows stay
 * shadows.
 */

export interface Drawing {
  readonly onLight: string;
  readonly onDark: string;
}

/** The colour palette of the drawings. */
export const drawingColours = {
  paper: "#fdfbf7",
  ink: "#1f3a5f",
  tone: "#dbe3ed",
  hairTone: "#3d5573",
  /** Colour of formal clothes: not blue, because the background is blue. */
  clothTone: "#cbc2b3",
  wallShadow: "#9aa7b8",
  faceShadow: "#8d9bb0",
  seal: "#b3341f",
} as const;

const onDark: Readonly<Record<string, string>> = {
  [drawingColours.paper]: "#2b313a",
  [drawingColours.ink]: "#c3d3ea",
  [drawingColours.tone]: "#44536a",
  [drawingColours.hairTone]: "#6f86a6",
  [drawingColours.clothTone]: "#625b50",
  [drawingColours.wallShadow]: "#14171c",
  [drawingColours.faceShadow]: "#14171c",
  [drawingColours.seal]: "#f08a73",
};

/** The mini-program does not support inline SVG, so drawings are data URLs. */
export const svgAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

export const drawingOf = (svg: string): Drawing => ({
  onLight: svgAddress(svg),
  onDark: svgAddress(svg.replace(/#[0-9a-f]{6}/g, (colour) => onDark[colour] ?? colour)),
});
