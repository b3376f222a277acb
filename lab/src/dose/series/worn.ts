/** Draws things worn on the face, head, ears and neck, at positions of the face mesh. */
import type { Point } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { growPolygon } from "../../../../packages/engine/src/maths/plane.ts";
import { landmark, outline } from "../../../../packages/engine/src/models/landmarks.ts";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import {
  type FaceFrame,
  toFace,
  toPicture,
} from "../../../../packages/engine/src/subject/face-frame.ts";
import { chinV, meshPoints } from "../../../../packages/engine/src/subject/parts.ts";
import { withSvgEnabled } from "../../../../packages/engine/src/testing/synthetic-person-look.ts";
import type { Series } from "./series.ts";

/** Draws SVG shapes over a picture, in its pixel coordinates. */
async function drawnOver({ width, height, data }: Raster, shapes: string): Promise<Raster> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`;
  const drawing = sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw();
  const drawn = await withSvgEnabled(() => drawing.toBuffer());
  return { width, height, data: drawn };
}

/** Formats the points of an SVG polygon or polyline. */
const cornersOf = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

export const sunglasses: Series = {
  id: "sunglasses",
  title: { zh: "墨镜由浅到深", en: "Sunglasses, from clear to black" },
  dose: { zh: "镜片的不透明度", en: "opacity of the lenses" },
  doses: [0, 0.2, 0.4, 0.6, 0.8, 1],
  reaches: ["sunglasses"],
  holds: ["head-tilt", "hand-in-frame"],
  make: async ({ raster, subject }, dose) => {
    if (dose === 0) return raster;
    const { frame } = subject;
    const lens = (u: number): string => {
      const { x, y } = toPicture(frame, u, 0.05);
      const [rx, ry] = [0.42 * frame.iodPx, 0.34 * frame.iodPx];
      return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" transform="rotate(${frame.rollDeg} ${x} ${y})"/>`;
    };
    const bar = (from: Point, to: Point): string =>
      `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="#151515" stroke-width="${0.06 * frame.iodPx}" opacity="${dose}"/>`;
    const at = (u: number, v: number): Point => toPicture(frame, u, v);
    const cheek = (index: number): number => toFace(frame, subject.points[index]!).u;
    return drawnOver(
      raster,
      `<g fill="#151515" opacity="${dose}">${lens(-0.5)}${lens(0.5)}</g>${bar(at(-0.1, -0.03), at(0.1, -0.03))}` +
        bar(at(-0.9, -0.05), at(cheek(landmark.rightCheek), -0.08)) +
        bar(at(0.9, -0.05), at(cheek(landmark.leftCheek), -0.08)),
    );
  },
};

export const maskRising: Series = {
  id: "mask-rising",
  title: { zh: "口罩由下往上", en: "A mask, from the chin up" },
  dose: { zh: "从下巴到鼻梁的路程", en: "share of the way from chin to bridge of the nose" },
  doses: [0, 0.2, 0.4, 0.6, 0.8, 1],
  reaches: ["mask"],
  holds: ["head-tilt", "hand-in-frame"],
  make: async ({ raster, subject }, dose) => {
    if (dose === 0) return raster;
    const { frame } = subject;
    const chin = chinV(subject);
    const top = chin - dose * (chin - 0.35);
    const face = growPolygon(meshPoints(subject, outline.faceOval), 1.02);
    const below = [
      toPicture(frame, -3, top),
      toPicture(frame, 3, top),
      toPicture(frame, 3, 4),
      toPicture(frame, -3, 4),
    ];
    const pleats = [0.3, 0.5, 0.7].map((share) => pleat(frame, top + share * (chin - top)));
    return drawnOver(
      raster,
      `<clipPath id="below"><polygon points="${cornersOf(below)}"/></clipPath><clipPath id="face"><polygon points="${cornersOf(face)}"/></clipPath>
      <g clip-path="url(#below)"><g clip-path="url(#face)"><polygon points="${cornersOf(face)}" fill="#a9c9dd"/>${pleats.join("")}</g></g>`,
    );
  },
};

function pleat(frame: FaceFrame, v: number): string {
  const [from, to] = [toPicture(frame, -1.5, v), toPicture(frame, 1.5, v)];
  return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="#86abc2" stroke-width="${0.03 * frame.iodPx}"/>`;
}

/** Lower edge of a fully pulled-on cap relative to the eye line, in eye distances. */
const capEdgeV = -0.75;

export const capPulled: Series = {
  id: "cap-pulled-on",
  title: { zh: "帽子逐渐戴上", en: "A cap pulled on" },
  dose: { zh: "从头顶到额头的路程", en: "share of the way from crown to forehead" },
  doses: [0, 0.25, 0.5, 0.75, 1],
  reaches: ["headwear"],
  holds: ["head-tilt", "eyes-closed", "mouth-open"],
  make: async ({ raster, subject, cut }, dose) => {
    if (dose === 0) return raster;
    const { frame, head } = subject;
    const crownV = (head.crownY - frame.origin.y) / frame.iodPx;
    const edgeV = crownV + dose * (capEdgeV - crownV);
    const data = Uint8Array.from(raster.data);
    // Replaces the person's pixels above the edge by cloth, so the cap has the outline of the head.
    for (let row = 0; row < cut.height; row++) {
      for (let column = 0; column < cut.width; column++) {
        const [x, y] = [column + cut.left, row + cut.top];
        const { u, v } = toFace(frame, { x, y });
        const a = cut.alpha[row * cut.width + column]!;
        if (v > edgeV + 0.12 * u * u || a <= 0) continue;
        const k = 3 * (y * raster.width + x);
        const shade =
          0.75 + 0.25 * Math.cos(u * 0.9) + (v > edgeV + 0.12 * u * u - 0.15 ? -0.25 : 0);
        for (const [c, code] of capColour.entries()) {
          data[k + c] = Math.round(a * code * shade + (1 - a) * raster.data[k + c]!);
        }
      }
    }
    return { ...raster, data };
  },
};

const capColour = [150, 42, 48] as const;

export const earringsGrown: Series = {
  id: "earrings",
  title: { zh: "耳饰由小到大", en: "Earrings, from none to large" },
  dose: { zh: "每只耳饰的直径，眼距的百分数", en: "diameter of each, % of the eye distance" },
  doses: [0, 8, 16, 24, 32, 45],
  reaches: ["earrings"],
  make: async ({ raster, subject }, dose) => {
    if (dose === 0) return raster;
    const { frame, points } = subject;
    const radius = ((dose / 100) * frame.iodPx) / 2;
    const ring = (index: number, outwards: number): string => {
      const { u } = toFace(frame, points[index]!);
      const { x, y } = toPicture(frame, u + 0.12 * outwards, 0.8);
      return `<circle cx="${x}" cy="${y + radius}" r="${radius}" fill="url(#gold)"/>`;
    };
    return drawnOver(
      raster,
      `<defs><radialGradient id="gold" cx="0.35" cy="0.3"><stop offset="0" stop-color="#fff3c0"/><stop offset="0.5" stop-color="#d9a520"/><stop offset="1" stop-color="#7a5205"/></radialGradient></defs>
      ${ring(landmark.rightCheek, -1)}${ring(landmark.leftCheek, 1)}`,
    );
  },
};

export const necklaceGrown: Series = {
  id: "necklace",
  title: { zh: "项链由细到粗", en: "A necklace, from none to thick" },
  dose: { zh: "珠子的直径，眼距的百分数", en: "diameter of its beads, % of the eye distance" },
  doses: [0, 4, 8, 14, 20, 28],
  reaches: ["necklace"],
  make: async ({ raster, subject }, dose) => {
    if (dose === 0) return raster;
    const { frame } = subject;
    const chin = chinV(subject);
    const radius = ((dose / 100) * frame.iodPx) / 2;
    const count = Math.max(9, Math.floor((2.2 * frame.iodPx) / (2 * radius)));
    const beads = Array.from({ length: count }, (_, i) => {
      const u = -0.85 + (1.7 * i) / (count - 1);
      const { x, y } = toPicture(frame, u, chin + 0.95 - 0.6 * u * u);
      return `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#bead)"/>`;
    });
    return drawnOver(
      raster,
      `<defs><radialGradient id="bead" cx="0.35" cy="0.3"><stop offset="0" stop-color="#fffbe8"/><stop offset="0.5" stop-color="#e0b040"/><stop offset="1" stop-color="#80590a"/></radialGradient></defs>${beads.join("")}`,
    );
  },
};
