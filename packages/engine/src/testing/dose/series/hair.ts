/** Strands of the person's own hair colour, let down over the forehead to the eyes or beside the face over the ears. */

import { landmark } from "../../../models/landmarks.ts";
import { personClass } from "../../../models/person-classes.ts";
import { toFace, toPicture } from "../../../subject/face-frame.ts";
import { randomNumbers } from "../../random-numbers.ts";
import { classWeights } from "../class-weights.ts";
import { drawnOver } from "../drawn-over.ts";
import type { Stand } from "../stand.ts";
import type { Series } from "./series.ts";

/** Fewer pixels of hair, in square eye distances, give no colour to draw with. */
const leastHair = 0.3;

/** Mean code values of the person's hair, null where too little shows. */
function hairColour({ raster, subject }: Stand): readonly [number, number, number] | null {
  const weights = classWeights(subject.classes, raster, [personClass.hair]);
  const sums: [number, number, number] = [0, 0, 0];
  let count = 0;
  weights.forEach((weight, i) => {
    if (weight < 0.8) return;
    count++;
    for (let c = 0; c < 3; c++) sums[c]! += raster.data[3 * i + c]!;
  });
  if (count < leastHair * subject.frame.iodPx ** 2) return null;
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

interface Strand {
  /** In the face frame. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

async function withStrands(stand: Stand, strandOf: (random: () => number) => Strand, count: number) {
  const colour = hairColour(stand);
  if (!colour) return null;
  const { frame } = stand.subject;
  const random = randomNumbers(stand.seed + 7);
  const strands = Array.from({ length: count }, () => {
    const { from, to } = strandOf(random);
    const shade = 0.75 + 0.5 * random();
    const [r, g, b] = colour.map((code) => Math.min(255, Math.round(code * shade)));
    const bend = 0.16 * (random() - 0.5);
    const [start, middle, end] = [
      toPicture(frame, from[0], from[1]),
      toPicture(frame, (from[0] + to[0]) / 2 + bend, (from[1] + to[1]) / 2),
      toPicture(frame, to[0], to[1]),
    ];
    return `<path d="M ${start.x.toFixed(1)},${start.y.toFixed(1)} Q ${middle.x.toFixed(1)},${middle.y.toFixed(1)} ${end.x.toFixed(1)},${end.y.toFixed(1)}" stroke="rgb(${r},${g},${b})" stroke-width="${(frame.iodPx * (0.02 + 0.05 * random())).toFixed(2)}"/>`;
  });
  return drawnOver(stand.raster, `<g fill="none" stroke-linecap="round">${strands.join("")}</g>`);
}

export const fringe: Series = {
  id: "fringe-grown",
  title: { zh: "刘海变长", en: "A fringe grows" },
  dose: { zh: "从头发边缘到眼睛下缘的路程", en: "share of the way from hairline to below the eyes" },
  doses: [0, 0.2, 0.4, 0.6, 0.8, 1],
  reaches: ["hair-over-forehead", "hair-over-brows", "hair-over-eyes"],
  holds: ["head-tilt", "mouth-open", "headwear"],
  make: async (stand, dose) => {
    const { subject, raster } = stand;
    if (hairColour(stand) === null) return null;
    if (dose === 0) return raster;
    const { frame, points } = subject;
    const hairline = toFace(frame, points[landmark.foreheadTop]!).v;
    const tip = hairline + dose * (0.3 - hairline);
    return withStrands(
      stand,
      (random) => {
        const u = 2.1 * (random() - 0.5);
        return { from: [0.8 * u, hairline - 0.35], to: [u, tip - 0.12 * random()] };
      },
      260,
    );
  },
};

export const overEars: Series = {
  id: "hair-over-ears",
  title: { zh: "头发遮耳", en: "Hair let down over the ears" },
  dose: { zh: "从耳上到耳垂的路程", en: "share of the way from above the ear to below the lobe" },
  doses: [0, 0.25, 0.5, 0.75, 1],
  reaches: ["ears-hidden"],
  holds: ["head-tilt", "mouth-open", "headwear"],
  make: async (stand, dose) => {
    const { subject, raster } = stand;
    if (hairColour(stand) === null) return null;
    if (dose === 0) return raster;
    const { frame, points } = subject;
    const edge = {
      right: toFace(frame, points[landmark.rightCheek]!).u,
      left: toFace(frame, points[landmark.leftCheek]!).u,
    };
    const [above, below] = [-0.75, 1.3];
    return withStrands(
      stand,
      (random) => {
        const rightSide = random() < 0.5;
        const out = 0.6 * random() - 0.08;
        const u = rightSide ? edge.right - out : edge.left + out;
        return { from: [0.85 * u, above - 0.2], to: [u, above + dose * (below - above) - 0.1 * random()] };
      },
      300,
    );
  },
};
