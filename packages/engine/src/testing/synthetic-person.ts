/** A person drawn by us whose outline, colours and measures are known: head, shoulders, chest, single strands of hair. */
import sharp from "sharp";
import { readingSvg } from "./reading-svg.ts";
import { bodySvg } from "./synthetic-person-body.ts";
import { cheekX, faceSvg } from "./synthetic-person-face.ts";
import { crownY, hairBehindSvg, hairInFrontSvg } from "./synthetic-person-hair.ts";
import type { PersonLook } from "./synthetic-person-look.ts";

export const personWidthPx = 1200;
export const personHeightPx = 1600;

const origin = { x: 600, y: 640 };
const headPivotY = 300;
const sensorBlurPx = 0.7;

/** Places in the drawing, in its pixels; meaningful for an upright head. */
export interface GroundTruth {
  /** Top of the mass of hair; single strands stand above it. */
  readonly crownY: number;
  readonly eyeLineY: number;
  readonly rightCheekX: number;
  readonly leftCheekX: number;
}

export const groundTruth: GroundTruth = {
  crownY: origin.y + crownY,
  eyeLineY: origin.y,
  rightCheekX: origin.x - cheekX,
  leftCheekX: origin.x + cheekX,
};

/** A person without a wall. */
export interface PersonLayer {
  readonly width: number;
  readonly height: number;
  /** width × height, 0..1: share of the pixel that is person. */
  readonly alpha: Float32Array;
  /** width × height × 3 sRGB codes of the person alone; meaningful where alpha > 0. */
  readonly foreground: Uint8Array;
}

/** Draws the person; the same look gives the same layer. */
export async function drawPerson(look: PersonLook): Promise<PersonLayer> {
  const drawing = sharp(Buffer.from(personSvg(look)))
    .blur(sensorBlurPx)
    .raw();
  const { data, info } = await readingSvg(() => drawing.toBuffer({ resolveWithObject: true }));
  const pixels = info.width * info.height;
  const alpha = new Float32Array(pixels);
  const foreground = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    alpha[i] = data[4 * i + 3]! / 255;
    for (let c = 0; c < 3; c++) foreground[3 * i + c] = data[4 * i + c]!;
  }
  return { width: info.width, height: info.height, alpha, foreground };
}

const blurs = [1, 2, 3, 5, 8, 12, 20, 30];
/** Of what is many times wider and higher than its blur: drawing takes as long as the filter's region is large. */
const broadBlurs = [8, 20];

/** `reach`: how far the region reaches beyond each side of what is blurred, in percent of it. */
const blurFilter = (id: string, radius: number, reach: number): string =>
  `<filter id="${id}" x="-${reach}%" y="-${reach}%" width="${100 + 2 * reach}%" height="${100 + 2 * reach}%"><feGaussianBlur stdDeviation="${radius}"/></filter>`;

function personSvg(look: PersonLook): string {
  const filters = [
    ...blurs.map((radius) => blurFilter(`blur${radius}`, radius, 100)),
    ...broadBlurs.map((radius) => blurFilter(`broad${radius}`, radius, 40)),
  ];
  const tilt = `rotate(${look.tiltDeg} 0 ${headPivotY})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${personWidthPx}" height="${personHeightPx}">
    <defs>
      ${filters.join("")}
      <radialGradient id="skin" gradientUnits="userSpaceOnUse" cx="-20" cy="-20" r="330">
        <stop offset="0" stop-color="#e9bfa4"/><stop offset="0.6" stop-color="#dca888"/><stop offset="1" stop-color="#b67c5f"/>
      </radialGradient>
      <linearGradient id="ear" x1="0" x2="1"><stop offset="0" stop-color="#b0745a"/><stop offset="1" stop-color="#d79c80"/></linearGradient>
      <radialGradient id="iris"><stop offset="0" stop-color="#5b3a26"/><stop offset="0.75" stop-color="#3a2418"/><stop offset="1" stop-color="#150c08"/></radialGradient>
    </defs>
    <g transform="translate(${origin.x},${origin.y})">
      <g transform="${tilt}">${hairBehindSvg(look)}</g>
      ${bodySvg(look)}
      <g transform="${tilt}">${faceSvg(look)}${hairInFrontSvg(look)}</g>
    </g>
  </svg>`;
}
