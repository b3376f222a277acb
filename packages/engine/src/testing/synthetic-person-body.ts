/** Neck and clothes of the synthetic person as SVG, in the face's coordinates. */
import { mirrored, type PersonLook } from "./synthetic-person-look.ts";

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

export function bodySvg({ clothesColour }: PersonLook): string {
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
