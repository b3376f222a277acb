/** Line drawings in two tones, and the person that most of them show. */
import type { PhotoSpec } from "./photo-spec.ts";

/** In the dark version, lines are light and surfaces dark, and shadows stay shadows. */
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

/** In pixels of the picture. */
export interface Silhouette {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Share of the largest frame with the spec's aspect ratio; the margin lets the engine frame the head as the spec
 * requires.
 */
const shareOfFrame = 0.86;

export function silhouetteOf(
  picture: { readonly width: number; readonly height: number },
  spec: Pick<PhotoSpec, "widthPx" | "heightPx">,
): Silhouette {
  const scale =
    shareOfFrame * Math.min(picture.width / spec.widthPx, picture.height / spec.heightPx);
  const width = spec.widthPx * scale;
  const height = spec.heightPx * scale;
  // No margin at the lower edge: below the chest there is nothing to frame.
  return { left: (picture.width - width) / 2, top: picture.height - height, width, height };
}

const { clothTone, hairTone, ink, paper: skin } = drawingColours;

const head = `<ellipse cx="80" cy="74" rx="25" ry="32" fill="${skin}"/>`;
const ears = `<path d="M55 68c-5-1-7 3-6 8s4 9 8 8M105 68c5-1 7 3 6 8s-4 9-8 8" fill="${skin}"/>`;
const neck = `<path d="M70 102v14c0 6 20 6 20 0v-14" fill="${skin}"/>`;
const eyes = `<path d="M65 71q5-3 9 0M86 71q5-3 9 0" /><circle cx="70" cy="72" r="2.2" fill="${ink}"/><circle cx="90" cy="72" r="2.2" fill="${ink}"/>`;
const brows = '<path d="M63 64q6-3 11-1M86 63q6-2 11 1"/>';
const nose = '<path d="M80 75l-3 9h5"/>';
const lips = '<path d="M73 93q7 3 14 0"/>';
const shortHair = `<path d="M54 70c-2-24 8-36 26-36s28 12 26 36c-3-10-7-16-12-18-10 3-22 3-30 0-5 3-8 9-10 18z" fill="${hairTone}"/>`;

/** Long hair, tied back: ears and forehead are visible. */
export const tiedHair = `<circle cx="80" cy="29" r="11" fill="${hairTone}"/><path d="M54 71c-3-26 9-38 26-38s29 12 26 38c-2-9-6-16-13-20-8 5-19 5-26 0-7 4-11 11-13 20z" fill="${hairTone}"/>`;

const suit = `<path d="M22 180c2-34 14-48 48-56l10 14 10-14c34 8 46 22 48 56z" fill="${clothTone}"/><path d="M70 124l-6 10 12 14 4-10 4 10 12-14-6-10"/><path d="M80 138v42"/>`;

interface PersonParts {
  readonly clothes?: string;
  readonly hair?: string;
  readonly mouth?: string;
  /** Drawn over the face. */
  readonly over?: string;
  /** Tilt of the head in degrees. */
  readonly tilt?: number;
  readonly earsVisible?: boolean;
}

/** A person as in a correct photo; faults replace parts or are drawn over it. Canvas of 160 × 180. */
export function drawnPerson(parts: PersonParts = {}): string {
  const {
    clothes = suit,
    hair = shortHair,
    mouth = lips,
    over = "",
    tilt = 0,
    earsVisible = true,
  } = parts;
  const face = `${earsVisible ? ears : ""}${head}${eyes}${brows}${nose}${mouth}${hair}${over}`;
  return `${neck}${clothes}<g transform="rotate(${tilt} 80 110)">${face}</g>`;
}
