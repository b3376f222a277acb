/**
 * Tests of the effect of the int8 blocks on the person network: on its classes, and on the margins from which the
 * cut-out is drawn.
 */
import { describe, expect, test } from "vitest";
import { convertInFloat, convertNetwork } from "../../../packages/networks/src/networks.ts";
import { readWeights } from "../../../packages/networks/src/node.ts";
import { runConverted } from "./converted.ts";
import { labelledPhotos, packagePhoto, photoInput } from "./photo-input.ts";

const classes = 6;
const size = 256;

/** Margin in logits. A pixel with a larger one certainly belongs to one of the two sides. */
const openMargin = 4;

/** Reads a pixel as the engine does: highest class, person over background, hair over the rest of the person. */
function readPixel(logits: Float32Array, pixel: number) {
  const at = classes * pixel;
  let best = 0;
  let rest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < classes; i++) {
    if (logits[at + i]! > logits[at + best]!) best = i;
    if (i > 1) rest = Math.max(rest, logits[at + i]!);
  }
  const [background, hair] = [logits[at]!, logits[at + 1]!];
  return { best, person: Math.max(hair, rest) - background, hair: hair - rest };
}

interface Difference {
  /** Share of pixels whose class changed. */
  readonly changed: number;
  readonly person: readonly number[];
  readonly hair: readonly number[];
}

function differenceOf(float: Float32Array, int8: Float32Array): Difference {
  let changed = 0;
  const person: number[] = [];
  const hair: number[] = [];
  for (let pixel = 0; pixel < size * size; pixel++) {
    const [expected, match] = [readPixel(float, pixel), readPixel(int8, pixel)];
    if (expected.best !== match.best) changed++;
    if (Math.abs(expected.person) < openMargin)
      person.push(Math.abs(expected.person - match.person));
    if (Math.abs(expected.hair) < openMargin) hair.push(Math.abs(expected.hair - match.hair));
  }
  return { changed: changed / (size * size), person, hair };
}

const weights = readWeights("person-classes");
const networks = [convertInFloat, convertNetwork].map((convert) =>
  convert("person-classes", weights),
);

async function measure(paths: readonly string[]) {
  const inputs = await Promise.all(paths.map((path) => photoInput(path, size, [-1, 1])));
  const [float = [], int8 = []] = await Promise.all(
    networks.map((network) => runConverted(network, inputs)),
  );
  const differences = float.map(([logits], i) => differenceOf(logits!, int8[i]![0]!));
  return {
    changed: meanOf(differences.map(({ changed }) => changed)),
    person: spreadOf(differences.flatMap(({ person }) => person)),
    hair: spreadOf(differences.flatMap(({ hair }) => hair)),
  };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const spreadOf = (values: readonly number[]) => ({
  mean: meanOf(values),
  most: Float64Array.from(values).sort()[Math.floor(0.95 * values.length)]!,
});

function expectClose({ changed, person, hair }: Awaited<ReturnType<typeof measure>>): void {
  expect(changed).toBeLessThan(0.005);
  for (const margin of [person, hair]) {
    expect(margin.mean).toBeLessThan(0.06);
    expect(margin.most).toBeLessThan(0.25);
  }
}

test("int8 preserves classes and margins on photos from which the ranges were measured", async () => {
  const files = ["bruce-mars", "ivana-square", "kal-visuals-square", "marie", "team-1"];
  expectClose(await measure(files.map((file) => packagePhoto("soft-ui-dashboard", `${file}.jpg`))));
});

test("int8 preserves classes and margins on other photos of the same packages", async () => {
  const cards = [2, 4, 5, 6].map((n) =>
    packagePhoto("material-kit", `faces/card-profile${n}-square.jpg`),
  );
  const team = [2, 3, 4].map((n) => packagePhoto("soft-ui-dashboard", `team-${n}.jpg`));
  expectClose(await measure([...cards, ...team]));
});

const labelled = labelledPhotos();
if (labelled.length === 0)
  process.stderr.write("No labelled photos: int8 is not measured on them.\n");

describe.skipIf(labelled.length === 0)("labelled photos", () => {
  test("int8 preserves classes and margins of the pixels", { timeout: 300_000 }, async () => {
    expectClose(await measure(labelled));
  });
});
