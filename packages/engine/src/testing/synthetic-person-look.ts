/** Looks and face of the synthetic person, and the drawing tools shared by its parts. */
import sharp from "sharp";
import { randomNumbers } from "./random-numbers.ts";

const svg = { operation: ["VipsForeignLoadSvg"] };
let activeDrawings = 0;

/** Temporarily enables SVG in libvips for our own drawings; the codec never reads SVG for photos. */
export async function withSvgEnabled<Drawn>(draw: () => Promise<Drawn>): Promise<Drawn> {
  activeDrawings += 1;
  sharp.unblock(svg);
  try {
    return await draw();
  } finally {
    activeDrawings -= 1;
    if (activeDrawings === 0) sharp.block(svg);
  }
}

/** `neat` is short hair without flying strands; `loose` is long hair with strands that extend far out. */
export type Hair = "neat" | "short" | "long" | "loose";

export const isShort = (hair: Hair): boolean => hair === "neat" || hair === "short";

export interface PersonLook {
  readonly tiltDeg: number;
  readonly eyes: "open" | "closed";
  readonly mouth: "closed" | "open" | "smile";
  readonly hair: Hair;
  /** CSS colours. */
  readonly hairColour: string;
  readonly clothesColour: string;
}

/** A look that complies with all rules: upright, eyes open, lips closed, ears and forehead bare, a dark green shirt. */
export const compliantLook: PersonLook = {
  tiltDeg: 0,
  eyes: "open",
  mouth: "closed",
  hair: "short",
  hairColour: "#221814",
  clothesColour: "#2f4a3a",
};

/** Draws the same on both sides of the middle line. */
export const mirrored = (half: string): string => `${half}<g transform="scale(-1,1)">${half}</g>`;

// The face as SVG: origin between the eyes, y down, unit one pixel of the drawn photo.
const eyeCentreX = 95;
/** Widest position of `faceOutline`. */
export const cheekX = 209.5;

const faceOutline =
  "M 0,-236 C 118,-236 196,-165 206,-50 C 213,15 211,70 200,125 C 188,186 152,238 104,276 C 66,302 34,307 0,307 " +
  "C -34,307 -66,302 -104,276 C -152,238 -188,186 -200,125 C -211,70 -213,15 -206,-50 C -196,-165 -118,-236 0,-236 Z";

const ear = `
  <path d="M 200,-18 C 222,-58 264,-46 263,-4 C 262,38 243,70 232,100 C 224,124 205,122 199,96 Z" fill="url(#ear)"/>
  <path d="M 222,-22 C 240,-38 254,-24 252,2 C 250,34 236,58 228,84" fill="none" stroke="#8f5640" stroke-width="7" opacity="0.55" filter="url(#blur3)"/>
  <path d="M 214,8 C 230,4 234,24 226,44 C 222,54 216,58 210,58" fill="none" stroke="#7d4834" stroke-width="9" opacity="0.6" filter="url(#blur3)"/>
  <ellipse cx="249" cy="-6" rx="4" ry="26" fill="#f2cdb6" opacity="0.5" filter="url(#blur3)"/>`;

/** Soft light and shadow on one half of the face. */
const halfShading = `
  <ellipse cx="206" cy="60" rx="52" ry="210" fill="#8a5540" opacity="0.5" filter="url(#blur30)"/>
  <ellipse cx="118" cy="272" rx="70" ry="42" fill="#8a5540" opacity="0.34" filter="url(#blur20)" transform="rotate(-38 118 272)"/>
  <ellipse cx="96" cy="-26" rx="62" ry="26" fill="#8d563f" opacity="0.38" filter="url(#blur12)"/>
  <ellipse cx="58" cy="-6" rx="18" ry="34" fill="#7f4a36" opacity="0.32" filter="url(#blur12)"/>
  <ellipse cx="96" cy="40" rx="50" ry="12" fill="#a06a52" opacity="0.3" filter="url(#blur8)"/>
  <ellipse cx="112" cy="92" rx="52" ry="36" fill="#f6d3bd" opacity="0.5" filter="url(#blur20)"/>
  <ellipse cx="116" cy="118" rx="56" ry="44" fill="#d9705c" opacity="0.2" filter="url(#blur20)"/>
  <ellipse cx="80" cy="-130" rx="80" ry="60" fill="#f6d6c1" opacity="0.35" filter="url(#blur30)"/>`;

const halfNose = `
  <path d="M 30,-26 C 20,20 22,70 34,104" fill="none" stroke="#8f5640" stroke-width="14" opacity="0.3" filter="url(#blur8)"/>
  <path d="M 30,100 C 46,104 46,134 26,140 C 18,142 12,142 8,146" fill="none" stroke="#7a4532" stroke-width="5" opacity="0.62" filter="url(#blur2)"/>
  <path d="M 9,139 C 14,131 27,131 29,139 C 24,144 14,144 9,139 Z" fill="#3c1c14" opacity="0.85" filter="url(#blur1)"/>
  <ellipse cx="33" cy="122" rx="10" ry="13" fill="#e9b89c" opacity="0.4" filter="url(#blur5)"/>`;

const midlineShading = `
  <ellipse cx="0" cy="40" rx="9" ry="70" fill="#fbe0cf" opacity="0.6" filter="url(#blur5)"/>
  <ellipse cx="0" cy="118" rx="15" ry="13" fill="#fde6d8" opacity="0.6" filter="url(#blur5)"/>
  <ellipse cx="0" cy="150" rx="36" ry="8" fill="#84503c" opacity="0.5" filter="url(#blur5)"/>
  <path d="M -5,152 L -6,174 M 5,152 L 6,174" stroke="#9a6049" stroke-width="4" opacity="0.4" filter="url(#blur2)"/>
  <ellipse cx="0" cy="-140" rx="70" ry="46" fill="#fbe0cf" opacity="0.4" filter="url(#blur30)"/>
  <ellipse cx="0" cy="240" rx="46" ry="9" fill="#84503c" opacity="0.45" filter="url(#blur5)"/>
  <ellipse cx="0" cy="268" rx="34" ry="20" fill="#f6d3bd" opacity="0.55" filter="url(#blur12)"/>`;

const eyeOpening =
  "M 50,7 C 60,-8 78,-19 98,-19 C 118,-19 132,-8 142,2 C 132,12 114,18 96,18 C 76,18 60,13 50,7 Z";

const openEye = `
  <clipPath id="eye"><path d="${eyeOpening}"/></clipPath>
  <path d="${eyeOpening}" fill="#ece6e0"/>
  <g clip-path="url(#eye)">
    <circle cx="54" cy="7" r="9" fill="#c9836f" opacity="0.8" filter="url(#blur3)"/>
    <circle cx="${eyeCentreX}" cy="-2" r="19.5" fill="url(#iris)"/>
    <circle cx="${eyeCentreX}" cy="-2" r="8" fill="#0c0807"/>
    <path d="M 50,-6 C 70,-22 120,-24 142,-4" fill="none" stroke="#2a1a16" stroke-width="13" opacity="0.5" filter="url(#blur3)"/>
  </g>
  <path d="M 47,9 C 58,-10 78,-22 98,-22 C 120,-22 134,-10 146,1" fill="none" stroke="#1d110e" stroke-width="6" stroke-linecap="round" filter="url(#blur1)"/>
  <path d="M 52,9 C 64,16 80,21 98,21 C 116,21 130,14 141,4" fill="none" stroke="#6b3b2d" stroke-width="3" opacity="0.7" filter="url(#blur1)"/>
  <path d="M 52,-14 C 66,-30 84,-34 100,-34 C 122,-34 138,-22 148,-10" fill="none" stroke="#6b3b2d" stroke-width="4" opacity="0.6" filter="url(#blur2)"/>
  <path d="M 56,26 C 76,36 112,38 136,26" fill="none" stroke="#8f5640" stroke-width="5" opacity="0.35" filter="url(#blur3)"/>`;

const closedEye = `
  <ellipse cx="96" cy="-4" rx="48" ry="22" fill="#dba98c" opacity="0.9" filter="url(#blur3)"/>
  <ellipse cx="96" cy="-10" rx="30" ry="9" fill="#f3cfb8" opacity="0.6" filter="url(#blur5)"/>
  <path d="M 48,8 C 64,19 84,23 98,23 C 118,23 134,16 145,7" fill="none" stroke="#1d110e" stroke-width="5" stroke-linecap="round" filter="url(#blur1)"/>
  <path d="M 70,24 L 67,31 M 86,26 L 84,34 M 102,26 L 103,34 M 118,23 L 121,31 M 132,18 L 137,25" stroke="#1d110e" stroke-width="2.5" opacity="0.8"/>
  <path d="M 52,-16 C 68,-28 84,-31 100,-31 C 122,-31 138,-22 148,-12" fill="none" stroke="#6b3b2d" stroke-width="4" opacity="0.5" filter="url(#blur2)"/>`;

const eyeHighlight = `<circle cx="6" cy="-9" r="4.5" fill="#ffffff" opacity="0.9" filter="url(#blur1)"/>`;

function brow(): string {
  const random = randomNumbers(7);
  const hairs = Array.from({ length: 150 }, () => {
    const along = random();
    const x = 42 + 112 * along;
    const arch = -56 - 15 * Math.sin(Math.PI * Math.min(1, along * 1.15)) + 8 * along;
    const y = arch + (random() - 0.5) * (16 - 10 * along);
    const lean = 8 + 10 * along;
    return `M ${x.toFixed(1)},${y.toFixed(1)} q ${(lean / 2).toFixed(1)},-6 ${lean.toFixed(1)},${(-5 + 6 * along).toFixed(1)}`;
  });
  return `
    <path d="M 44,-54 C 70,-68 112,-76 154,-56 C 120,-66 80,-58 46,-47 Z" fill="#2c1c16" opacity="0.75" filter="url(#blur3)"/>
    <path d="${hairs.join(" ")}" fill="none" stroke="#1f1410" stroke-width="2" opacity="0.75"/>`;
}

const closedMouth = `
  <path d="M -66,197 C -44,186 -16,176 0,183 C 16,176 44,186 66,197 C 44,203 20,200 0,202 C -20,200 -44,203 -66,197 Z" fill="#b0605a" filter="url(#blur1)"/>
  <path d="M -64,198 C -44,202 -20,200 0,202 C 20,200 44,202 64,198 C 48,220 24,230 0,230 C -24,230 -48,220 -64,198 Z" fill="#c47870" filter="url(#blur1)"/>
  <ellipse cx="0" cy="215" rx="30" ry="6" fill="#efb5ab" opacity="0.6" filter="url(#blur3)"/>
  <path d="M -66,197 C -44,203 -18,199 0,202 C 18,199 44,203 66,197" fill="none" stroke="#4e2320" stroke-width="3.5" stroke-linecap="round" filter="url(#blur1)"/>
  <circle cx="-68" cy="197" r="4" fill="#6b3b2d" opacity="0.6" filter="url(#blur2)"/>
  <circle cx="68" cy="197" r="4" fill="#6b3b2d" opacity="0.6" filter="url(#blur2)"/>`;

const openMouth = `
  <path d="M -58,204 C -44,186 -16,176 0,182 C 16,176 44,186 58,204 C 52,250 26,268 0,268 C -26,268 -52,250 -58,204 Z" fill="#bd6c65" filter="url(#blur1)"/>
  <path d="M -46,206 C -30,196 -14,193 0,196 C 14,193 30,196 46,206 C 42,236 22,248 0,248 C -22,248 -42,236 -46,206 Z" fill="#2a0f0e" filter="url(#blur1)"/>
  <ellipse cx="0" cy="238" rx="26" ry="9" fill="#a04a48" opacity="0.8" filter="url(#blur3)"/>
  <ellipse cx="0" cy="257" rx="28" ry="5" fill="#efb5ab" opacity="0.5" filter="url(#blur3)"/>`;

const smilingMouth = `
  <path d="M -88,184 C -56,184 -20,178 0,182 C 20,178 56,184 88,184 C 76,224 40,244 0,244 C -40,244 -76,224 -88,184 Z" fill="#bd6c65" filter="url(#blur1)"/>
  <path d="M -76,190 C -50,194 -20,192 0,193 C 20,192 50,194 76,190 C 64,216 36,228 0,228 C -36,228 -64,216 -76,190 Z" fill="#f1ece4" filter="url(#blur1)"/>
  <path d="M 0,193 L 0,226 M -18,193 L -17,225 M 18,193 L 17,225 M -36,193 L -33,221 M 36,193 L 33,221" stroke="#cfc4b8" stroke-width="1.5"/>
  <path d="M -104,150 C -112,170 -108,190 -96,204 M 104,150 C 112,170 108,190 96,204" fill="none" stroke="#8f5640" stroke-width="7" opacity="0.5" filter="url(#blur3)"/>`;

const mouths = { closed: closedMouth, open: openMouth, smile: smilingMouth } as const;

export function faceSvg({ mouth, eyes, hair }: PersonLook): string {
  const open = eyes === "open";

  return `
    ${isShort(hair) ? mirrored(ear) : ""}
    <clipPath id="face"><path d="${faceOutline}"/></clipPath>
    <path d="${faceOutline}" fill="url(#skin)"/>
    <g clip-path="url(#face)">
      ${mirrored(halfShading)}
      ${midlineShading}
      ${mirrored(halfNose)}
    </g>
    ${mirrored(open ? openEye : closedEye)}
    ${open ? `<g transform="translate(${eyeCentreX},0)">${eyeHighlight}</g><g transform="translate(${-eyeCentreX},0)">${eyeHighlight}</g>` : ""}
    ${mirrored(brow())}
    ${mouths[mouth]}`;
}
