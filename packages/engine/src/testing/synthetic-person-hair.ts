/** The hair of the synthetic person as SVG: a dark mass and single strands that leave it, in the face's coordinates. */
import { randomNumbers } from "./random-numbers.ts";
import type { PersonLook } from "./synthetic-person-look.ts";

export const crownY = -330;

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

/** Behind head, neck and clothes, in the shadow of all three. */
export function hairBehindSvg({ hair, hairColour }: PersonLook): string {
  if (hair === "short") return "";
  return `
    <path d="${longBack}" fill="${hairColour}"/>
    <clipPath id="hair-behind"><path d="${longBack}"/></clipPath>
    <g clip-path="url(#hair-behind)">
      ${hangingStrands(300, { from: 60, to: 240 }).join("")}
      <ellipse cx="0" cy="300" rx="215" ry="260" fill="#000000" opacity="0.6" filter="url(#broad20)"/>
    </g>`;
}

export function hairInFrontSvg({ hair, hairColour }: PersonLook): string {
  const mass = hair === "short" ? shortMass : longFront;
  return `
    <clipPath id="hair"><path d="${mass}"/></clipPath>
    <g clip-path="url(#face)"><path d="${mass}" fill="none" stroke="#5d3526" stroke-width="16" opacity="0.35" filter="url(#broad8)"/></g>
    <path d="${mass}" fill="${hairColour}"/>
    <g clip-path="url(#hair)">${gloss(hair)}</g>
    ${flyingStrands(hair, hairColour)}`;
}

/** Lighter and darker strands inside the mass: combed from the crown, and down both sides where the hair is long. */
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
  const hanging = hair !== "short" ? hangingStrands(420, { from: 170, to: 262 }) : [];
  return `
    <ellipse cx="-60" cy="-268" rx="110" ry="26" fill="#8d7464" opacity="0.28" filter="url(#blur20)"/>
    ${combed.join("")}${hanging.join("")}`;
}

/** Strands that hang down at both sides, between two distances from the middle. */
function hangingStrands(count: number, { from, to }: { from: number; to: number }): string[] {
  const random = randomNumbers(22);
  return Array.from({ length: count }, () => {
    const side = random() < 0.5 ? -1 : 1;
    const across = random();
    const fromY = -150 + 420 * random();
    const top = (side * (from + (to - from) * across)).toFixed(1);
    const bottom = (side * (from - 10 + (to - from + 25) * across)).toFixed(1);
    return innerStrand(`M ${top},${fromY.toFixed(1)} Q ${bottom},${(fromY + 90).toFixed(1)} ${bottom},440`, random);
  });
}

function innerStrand(path: string, random: () => number): string {
  const colour = random() < 0.55 ? "#8b7263" : "#0c0806";
  const opacity = (0.15 + 0.25 * random()).toFixed(2);
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${(1 + 2 * random()).toFixed(2)}" opacity="${opacity}"/>`;
}

/** Where strands leave the mass: an arc over the head, in degrees from the person's left side upwards; the mass's own centre and radii. */
const roots = {
  short: { fromDeg: 0, toDeg: 180, centreY: -140, radiusX: 228, radiusY: 184, count: 240, longest: 90 },
  long: { fromDeg: -15, toDeg: 195, centreY: -30, radiusX: 262, radiusY: 292, count: 320, longest: 90 },
  loose: { fromDeg: -25, toDeg: 205, centreY: -30, radiusX: 262, radiusY: 292, count: 260, longest: 260 },
} as const;

/** Strands of 0.6 to 2.1 px that leave the outline; the finest are thinner than a pixel of the finished photo. */
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
