/** Accuracy of the product's cut-outs against the known truth, compared with the plain mask of the network. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { absoluteError, gradientError } from "@gradphoto/matting/testing";
import { nearTo } from "../maths/near-to.ts";
import { median } from "../maths/statistics.ts";
import { atLeast } from "../maths/threshold.ts";
import type { Raster } from "../ports.ts";
import type { Engine } from "../standardize.ts";
import { coarseMaps } from "../steps/coarse-maps.ts";
import { compose } from "../steps/compose.ts";
import { type Matte, matte, refinements } from "../steps/cut-out.ts";
import { findFaces } from "../steps/find-face.ts";
import { readPerson } from "../steps/read-person.ts";
import { readSource } from "../steps/read-source.ts";
import { startStopwatch } from "../stopwatch.ts";
import type { ComposedPerson, CutPerson } from "../subject/subject.ts";
import { mainFaceOf } from "../subject/subject.ts";
import {
  type Composite,
  type CompositeCase,
  makeComposites,
  type TrueCut,
  trueCutOf,
} from "./composites.ts";

export interface CutOutErrors {
  /** Sum of absolute differences of alpha, in thousands. */
  readonly sad: number;
  /** Sum of squared differences of the gradients of alpha, by forward differences (Rhemann and others 2009), in thousands. */
  readonly gradient: number;
  /** Mean absolute difference of the composed photo where the truth is a mix, in codes. */
  readonly fringeCode: number;
  /** Mean difference of the composed photo where the truth is a mix, in codes. Below 0 the rim is too dark. */
  readonly rimCode: number;
  /** The same only along thin strands, of alpha 0.05 to 0.5. Below 0 they look inked. */
  readonly strandCode: number;
  /** Mean alpha, in hundredths, of wall that is visible between strands and next to them. */
  readonly haze: number;
  /** Person pixels mistaken for wall, and wall pixels mistaken for person. */
  readonly lostPixels: number;
  readonly retainedPixels: number;
  /** Share of the truly opaque pixels through which the background is visible, in the composed photo. */
  readonly holes: number;
}

export interface MeasuredCase {
  readonly name: string;
  readonly plainWall: boolean;
  readonly mask: CutOutErrors;
  readonly product: CutOutErrors;
}

/** Case with its inputs, for visual inspection. */
export interface CutCase {
  readonly truth: TrueCut;
  readonly product: ComposedPerson;
  /** The network's own alpha and the photo's own colours. */
  readonly mask: CutPerson;
  /** The product's cut-out before its refinements. */
  readonly unrefined: Matte;
}

/** Applies the refinements to a copy of the matte, except one of this name. */
function refined({ person, surroundings }: Matte, without: string | null): ComposedPerson {
  const copy = {
    ...person,
    alpha: person.alpha.slice(),
    foreground: person.foreground.slice(),
    personProbability: surroundings.coarse.personAlpha,
  };
  for (const [name, refine] of Object.entries(refinements))
    if (name !== without) refine(copy, surroundings);
  return copy;
}

export async function cutCase(
  composite: Composite,
  spec: PhotoSpec,
  engine: Engine,
): Promise<CutCase> {
  const { codec, models, kernel, clock } = engine;
  const { name, photo, person: layer } = composite;
  const watch = startStopwatch(clock);
  const source = await readSource(photo, codec, watch);
  if (!source.ok)
    throw new Error(`${name}: the drawn photo cannot be read, ${source.problem.code}`);
  const picture = await findFaces(spec, source.value, models, watch);
  const main = mainFaceOf(picture.faces);
  if (!main) throw new Error(`${name}: no face is found; look at the drawing`);
  const person = await readPerson(picture, main, models, watch);
  const { crop } = person.framing;
  const own = await matte(person, crop, null, spec, codec, kernel);
  const { photo: cropped } = own.person;
  const { personAlpha } = coarseMaps(person.classes, crop, spec, picture.pyramid[0]);
  const mask = {
    photo: cropped,
    alpha: personAlpha,
    foreground: Uint8ClampedArray.from(cropped.data),
  };
  return {
    truth: await trueCutOf(layer, crop, spec, codec),
    product: refined(own, null),
    mask,
    unrefined: own,
  };
}

/** Measures the cases, in their order. */
export async function measureCases(
  cases: readonly CompositeCase[],
  spec: PhotoSpec,
  engine: Engine,
): Promise<readonly MeasuredCase[]> {
  const measured: MeasuredCase[] = [];
  for await (const composite of makeComposites(cases)) {
    const { truth, product: own, mask } = await cutCase(composite, spec, engine);
    const { name, plainWall } = composite;
    measured.push({
      name,
      plainWall,
      mask: cutOutErrors(mask, truth, spec),
      product: cutOutErrors(own, truth, spec),
    });
  }
  const order = cases.map(({ name }) => name);
  return measured.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

export function cutOutErrors(cut: CutPerson, truth: TrueCut, spec: PhotoSpec): CutOutErrors {
  const composed = compose(cut, spec.background);
  const strands = strandsOf(truth, spec.widthPx);
  const { alpha } = truth;
  const count = (isWrong: (a: number, own: number) => boolean): number =>
    alpha.reduce((wrong, a, i) => (isWrong(a, cut.alpha[i]!) ? wrong + 1 : wrong), 0);
  return {
    sad: absoluteError(cut.alpha, alpha) / 1000,
    gradient: gradientError(spec.widthPx, cut.alpha, alpha) / 1000,
    fringeCode: meanDifference(composed, truth, isMixed, Math.abs),
    rimCode: meanDifference(composed, truth, isMixed),
    strandCode: meanDifference(
      composed,
      truth,
      (a, i) => a > thin.above && a < thin.below && strands.thin[i] === 1,
    ),
    haze: 100 * meanWhere(cut.alpha, (i) => alpha[i]! < mixed.above && strands.nearThin[i] === 1),
    lostPixels: count((a, own) => a > mixed.below && own < 0.5),
    retainedPixels: count((a, own) => a < mixed.above && own > 0.5),
    holes: holeShare(composed, truth),
  };
}

const mixed = { above: 0.02, below: 0.98 };
const isMixed = (a: number): boolean => a > mixed.above && a < mixed.below;

/** Alpha of a strand thinner than a pixel. It is isolated where nothing within reach is certainly person. */
const thin = { above: 0.05, below: 0.5 };
const singleReachPx = 3;
const sideReachPx = 6;

function strandsOf({ alpha }: TrueCut, width: number) {
  const nearPerson = nearTo(atLeast(alpha, 0.9), singleReachPx, width);
  const single = Uint8Array.from(alpha, (a, i) => (a > thin.above && nearPerson[i] === 0 ? 1 : 0));
  return { thin: single, nearThin: nearTo(single.slice(), sideReachPx, width) };
}

/** Returns the mean over the samples of the counted pixels: composed value minus expected value. */
function meanDifference(
  { data }: Raster,
  { alpha, composed }: TrueCut,
  counts: (a: number, i: number) => boolean,
  measure: (difference: number) => number = (difference) => difference,
): number {
  let sum = 0;
  let samples = 0;
  alpha.forEach((a, pixel) => {
    if (!counts(a, pixel)) return;
    for (let i = 3 * pixel; i < 3 * pixel + 3; i++) sum += measure(data[i]! - composed.data[i]!);
    samples += 3;
  });
  return samples === 0 ? 0 : sum / samples;
}

function meanWhere(values: Float32Array, counts: (i: number) => boolean): number {
  let sum = 0;
  let pixels = 0;
  values.forEach((value, i) => {
    if (!counts(i)) return;
    sum += value;
    pixels++;
  });
  return pixels === 0 ? 0 : sum / pixels;
}

/**
 * Visible difference, in the worst channel. Alpha alone is not conclusive: 0.95 is visible in black hair and not in a
 * white shirt.
 */
const seenCode = 25;

function holeShare({ data }: Raster, { alpha, composed }: TrueCut): number {
  let opaque = 0;
  let holes = 0;
  alpha.forEach((a, pixel) => {
    if (a < mixed.below) return;
    opaque++;
    for (let i = 3 * pixel; i < 3 * pixel + 3; i++) {
      if (Math.abs(data[i]! - composed.data[i]!) <= seenCode) continue;
      holes++;
      return;
    }
  });
  return holes / opaque;
}

/** Returns the medians over the cases of our error divided by the plain mask's. */
export function medianRatios(cases: readonly MeasuredCase[]) {
  const ratio = (error: "sad" | "gradient" | "fringeCode"): number =>
    Number(median(cases.map(({ product: own, mask }) => own[error] / mask[error])).toFixed(3));
  return {
    sadRatio: ratio("sad"),
    gradientRatio: ratio("gradient"),
    fringeRatio: ratio("fringeCode"),
  };
}

/** Formats a Markdown table, each cell "ours / plain mask". */
export function formatTable(cases: readonly MeasuredCase[]): string {
  const rows = cases.map(({ name, product: own, mask }) => {
    const pair = (error: keyof CutOutErrors, digits: number, gain = 1): string =>
      `${(gain * own[error]).toFixed(digits)} / ${(gain * mask[error]).toFixed(digits)}`;
    return `| ${name} | ${pair("sad", 2)} | ${pair("gradient", 2)} | ${pair("fringeCode", 1)} | ${pair("rimCode", 1)} | ${pair("strandCode", 1)} | ${pair("haze", 2)} | ${pair("lostPixels", 0)} | ${pair("retainedPixels", 0)} | ${pair("holes", 2, 100)} |`;
  });
  return [
    "| cut-out / plain mask | SAD, thousands | gradient error, thousands | fringe, codes | rim, codes | thin strands, codes | haze, % | lost, px | kept, px | holes, % |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** Measures the product's cut-outs without each of the refinements, and formats the means over the cases. */
export async function ablationTable(
  cases: readonly CompositeCase[],
  spec: PhotoSpec,
  engine: Engine,
): Promise<string> {
  const errors = new Map<string | null, CutOutErrors[]>();
  for await (const composite of makeComposites(cases)) {
    const { truth, unrefined } = await cutCase(composite, spec, engine);
    for (const name of [null, ...Object.keys(refinements)]) {
      const measured = cutOutErrors(refined(unrefined, name), truth, spec);
      errors.set(name, [...(errors.get(name) ?? []), measured]);
    }
  }
  const columns = {
    "SAD, thousands": "sad",
    "gradient error, thousands": "gradient",
    "fringe, codes": "fringeCode",
    "rim, codes": "rimCode",
    "haze, %": "haze",
    "lost, px": "lostPixels",
    "kept, px": "retainedPixels",
  } as const;
  const rows = [...errors].map(([name, all]) => {
    const means = Object.values(columns).map((error) =>
      (all.reduce((sum, one) => sum + one[error], 0) / all.length).toFixed(3),
    );
    return `| ${name ?? "nothing"} | ${means.join(" | ")} |`;
  });
  return [
    `| mean of ${cases.length} cases without | ${Object.keys(columns).join(" | ")} |`,
    "|---|---|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
