/** Drawn person with known outline, colours and measures: head, shoulders, chest, single strands of hair. */
import sharp from "sharp";
import { randomNumbers } from "./random-numbers.ts";
import {
  cheekX,
  faceSvg,
  isShort,
  mirrored,
  type PersonLook,
  withSvgEnabled,
} from "./synthetic-person-look.ts";

/** The hair of the synthetic person as SVG: a dark mass and single strands outside it, in the face's coordinates. */
const crownY = -330;

const shortMass =
  "M -214,10 C -232,-20 -252,-110 -236,-190 C -216,-290 -110,-330 0,-330 C 110,-330 216,-290 236,-190 " +
  "C 252,-110 232,-20 214,10 L 204,-4 C 204,-60 196,-120 160,-160 C 120,-190 60,-196 0,-194 " +
  "C -60,-196 -120,-190 -160,-160 C -196,-120 -204,-60 -204,-4 Z";

const longBack =
  "M -250,420 C -300,250 -290,60 -262,-100 C -240,-270 -120,-330 0,-330 C 120,-330 240,-270 262,-100 " +
  "C 290,60 300,250 250,420 C 200,470 160,460 120,470 L -120,470 C -160,460 -200,470 -250,420 Z";

const longFront =
  "M 0,-330 C 120,-330 244,-260 262,-95 C 282,60 292,240 250,400 C 214,380 196,250 196,130 C 196,40 204,-60 168,-140 " +
  "C 130,-196 60,-200 0,-206 C -60,-200 -130,-196 -168,-140 C -204,-60 -196,40 -196,130 C -196,250 -214,380 -250,400 " +
  "C -292,240 -282,60 -262,-95 C -244,-260 -120,-330 0,-330 Z";

/** Draws the hair behind head, neck and clothes, in the shadow of all three. */
function backHairSvg({ hair, hairColour }: PersonLook): string {
  if (isShort(hair)) return "";
  return `
    <path d="${longBack}" fill="${hairColour}"/>
    <clipPath id="hair-behind"><path d="${longBack}"/></clipPath>
    <g clip-path="url(#hair-behind)">
      ${hangingStrands(300, { from: 60, to: 240 }).join("")}
      <ellipse cx="0" cy="300" rx="215" ry="260" fill="#000000" opacity="0.6" filter="url(#broad20)"/>
    </g>`;
}

function hairInFrontSvg({ hair, hairColour }: PersonLook): string {
  const mass = isShort(hair) ? shortMass : longFront;
  return `
    <clipPath id="hair"><path d="${mass}"/></clipPath>
    <g clip-path="url(#face)"><path d="${mass}" fill="none" stroke="#5d3526" stroke-width="16" opacity="0.35" filter="url(#broad8)"/></g>
    <path d="${mass}" fill="${hairColour}"/>
    <g clip-path="url(#hair)">${gloss(hair)}</g>
    ${flyingStrands(hair, hairColour)}`;
}

/**
 * Draws lighter and darker strands inside the mass, combed from the crown, and down both sides where the hair is long.
 */
function gloss(hair: PersonLook["hair"]): string {
  const random = randomNumbers(21);
  const combed = Array.from({ length: 420 }, () => {
    const angle = Math.PI * (-1.02 + 1.04 * random());
    const from = 0.2 + 0.6 * random();
    const to = from + 0.2 + 0.4 * random();
    const at = (share: number): string => {
      const x = 250 * share * Math.cos(angle);
      const y = -120 + share * (225 * Math.sin(angle) + 130 * Math.cos(angle) ** 4);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    };
    return innerStrand(`M ${at(from)} Q ${at((from + to) / 2 + 0.05)} ${at(to)}`, random);
  });
  const hanging = !isShort(hair) ? hangingStrands(420, { from: 170, to: 262 }) : [];
  return `
    <ellipse cx="-60" cy="-268" rx="110" ry="26" fill="#8d7464" opacity="0.28" filter="url(#blur20)"/>
    ${combed.join("")}${hanging.join("")}`;
}

/** Draws strands that hang down at both sides, between two distances from the middle. */
function hangingStrands(count: number, { from, to }: { from: number; to: number }): string[] {
  const random = randomNumbers(22);
  return Array.from({ length: count }, () => {
    const side = random() < 0.5 ? -1 : 1;
    const across = random();
    const fromY = -150 + 420 * random();
    const top = (side * (from + (to - from) * across)).toFixed(1);
    const bottom = (side * (from - 10 + (to - from + 25) * across)).toFixed(1);
    return innerStrand(
      `M ${top},${fromY.toFixed(1)} Q ${bottom},${(fromY + 90).toFixed(1)} ${bottom},440`,
      random,
    );
  });
}

function innerStrand(path: string, random: () => number): string {
  const colour = random() < 0.55 ? "#8b7263" : "#0c0806";
  const opacity = (0.15 + 0.25 * random()).toFixed(2);
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${(1 + 2 * random()).toFixed(2)}" opacity="${opacity}"/>`;
}

/**
 * Roots of the strands: an arc over the head, in degrees from the person's left side upwards; the mass's own centre and
 * radii.
 */
const roots = {
  neat: {
    fromDeg: 0,
    toDeg: 180,
    centreY: -140,
    radiusX: 226,
    radiusY: 182,
    count: 80,
    longest: 0,
  },
  short: {
    fromDeg: 0,
    toDeg: 180,
    centreY: -140,
    radiusX: 228,
    radiusY: 184,
    count: 240,
    longest: 90,
  },
  long: {
    fromDeg: -15,
    toDeg: 195,
    centreY: -30,
    radiusX: 262,
    radiusY: 292,
    count: 320,
    longest: 90,
  },
  loose: {
    fromDeg: -25,
    toDeg: 205,
    centreY: -30,
    radiusX: 262,
    radiusY: 292,
    count: 260,
    longest: 260,
  },
} as const;

/** Draws strands of 0.6 to 2.1 px that leave the outline. The finest are thinner than a pixel of the finished photo. */
function flyingStrands(hair: PersonLook["hair"], colour: string): string {
  const random = randomNumbers(33);
  const { fromDeg, toDeg, centreY, radiusX, radiusY, count, longest } = roots[hair];
  const strands = Array.from({ length: count }, () => {
    const angle = ((fromDeg + (toDeg - fromDeg) * random()) * Math.PI) / 180;
    const x = radiusX * Math.cos(angle);
    const y = centreY - radiusY * Math.sin(angle);
    const side = random() < 0.5 ? -1 : 1;
    const outwards = 0.1 + 0.6 * random() ** 2;
    const heading = -angle + side * (Math.PI / 2 - outwards);
    const length = 24 + longest * random() ** 2;
    const bend = side * (1.1 * random() - 0.4);
    const [x1, y1] = [0.5 * length * Math.cos(heading), 0.5 * length * Math.sin(heading)];
    const x2 = x1 + 0.5 * length * Math.cos(heading + bend);
    const y2 = y1 + 0.5 * length * Math.sin(heading + bend);
    const path = [x, y, x1, y1, x2, y2].map((number) => number.toFixed(1));
    return `<path d="M ${path[0]},${path[1]} q ${path.slice(2).join(" ")}" stroke-width="${(0.6 + 1.5 * random()).toFixed(2)}"/>`;
  });
  return `<g fill="none" stroke="${colour}" stroke-linecap="round">${strands.join("")}</g>`;
}

const neck =
  "M -128,180 C -122,300 -124,360 -150,400 C -190,440 -200,500 -200,560 L 200,560 C 200,500 190,440 150,400 " +
  "C 124,360 122,300 128,180 Z";

const shirt =
  "M -560,1000 C -556,760 -540,590 -470,520 C -400,470 -240,450 -150,392 C -110,440 -60,480 0,500 " +
  "C 60,480 110,440 150,392 C 240,450 400,470 470,520 C 540,590 556,760 560,1000 Z";

const collar =
  "M 150,372 C 168,384 186,400 196,424 C 180,470 130,540 96,580 C 64,552 30,520 0,498 C 60,470 120,430 150,372 Z";

const halfFolds = `
  <path d="M 400,1000 C 396,860 400,760 372,690" fill="none" stroke="#000000" stroke-width="16" opacity="0.3" filter="url(#blur12)"/>
  <path d="M 200,470 C 280,520 380,520 470,540" fill="none" stroke="#ffffff" stroke-width="26" opacity="0.1" filter="url(#blur20)"/>
  <path d="M 110,620 C 140,760 130,880 150,1000" fill="none" stroke="#000000" stroke-width="14" opacity="0.2" filter="url(#blur12)"/>
  <ellipse cx="540" cy="800" rx="50" ry="260" fill="#000000" opacity="0.35" filter="url(#blur30)"/>`;

/** Draws neck and clothes of the synthetic person as SVG, in the face's coordinates. */
function bodySvg({ clothesColour }: PersonLook): string {
  return `
    <path d="${neck}" fill="url(#skin)"/>
    <clipPath id="neck"><path d="${neck}"/></clipPath>
    <g clip-path="url(#neck)">
      <ellipse cx="0" cy="262" rx="170" ry="84" fill="#6d3d2c" opacity="0.7" filter="url(#broad20)"/>
      ${mirrored('<ellipse cx="140" cy="330" rx="40" ry="110" fill="#6d3d2c" opacity="0.55" filter="url(#blur20)"/>')}
      ${mirrored('<path d="M 84,330 C 60,390 36,430 16,460" fill="none" stroke="#7f4a36" stroke-width="12" opacity="0.3" filter="url(#blur8)"/>')}
    </g>
    <clipPath id="shirt"><path d="${shirt}"/></clipPath>
    <path d="${shirt}" fill="${clothesColour}"/>
    <g clip-path="url(#shirt)">${mirrored(halfFolds)}
      <path d="M 0,500 L 0,1000" stroke="#000000" stroke-width="5" opacity="0.35" filter="url(#blur2)"/>
      <circle cx="9" cy="640" r="8" fill="#000000" opacity="0.4"/>
      <circle cx="9" cy="800" r="8" fill="#000000" opacity="0.4"/>
    </g>
    <g clip-path="url(#shirt)">${mirrored(`<path d="${collar}" fill="#000000" opacity="0.4" filter="url(#broad8)" transform="translate(4,8)"/>`)}</g>
    ${mirrored(`<path d="${collar}" fill="${clothesColour}"/>
      <path d="${collar}" fill="none" stroke="#ffffff" stroke-width="2.5" opacity="0.18"/>`)}`;
}

export const personWidthPx = 1200;
export const personHeightPx = 1600;

const origin = { x: 600, y: 640 };
const headPivotY = 300;
const sensorBlurPx = 0.7;

/** Positions in the drawing, in its pixels; meaningful for an upright head. */
export interface GroundTruth {
  /** Top of the mass of hair; single strands extend above it. */
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

/** A person on a transparent background. */
export interface PersonLayer {
  readonly width: number;
  readonly height: number;
  /** Share of each pixel that is person, width × height, 0..1. */
  readonly alpha: Float32Array;
  /** sRGB codes of the person only, width × height × 3, meaningful where alpha > 0. */
  readonly foreground: Uint8Array;
}

/** Draws the person. The same look gives the same layer. */
export async function drawPerson(look: PersonLook): Promise<PersonLayer> {
  const drawing = sharp(Buffer.from(personSvg(look)))
    .blur(sensorBlurPx)
    .raw();
  const { data, info } = await withSvgEnabled(() => drawing.toBuffer({ resolveWithObject: true }));
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
/** Blurs for shapes many times larger than the blur, because the drawing time grows with the filter's region. */
const broadBlurs = [8, 20];

/** Defines a blur. `reach` is the margin of the region on each side of the blurred shape, in percent of its size. */
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
      <g transform="${tilt}">${backHairSvg(look)}</g>
      ${bodySvg(look)}
      <g transform="${tilt}">${faceSvg(look)}${hairInFrontSvg(look)}</g>
    </g>
  </svg>`;
}
