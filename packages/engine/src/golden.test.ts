import { existsSync, readFileSync } from "node:fs";
import { defaultPhotoSpecId, findPhotoSpec, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { beforeAll, describe, expect, test } from "vitest";
import { loadEngine } from "./node/decoder.ts";
import type { Engine } from "./standardize.ts";
import { compareGolden, formatGolden, measureGolden, parseGolden, readPackagePhotos } from "./testing/golden.ts";
import { labelledPhotos, photosFolder } from "./testing/photos.ts";

let engine: Engine;
let spec: PhotoSpec;

beforeAll(async () => {
  engine = await loadEngine({ heic: true });
  const found = findPhotoSpec(defaultPhotoSpecId);
  if (!found) throw new Error("the default spec is missing");
  spec = found;
});

const golden = (name: string) => parseGolden(readFileSync(new URL(`../golden/${name}.csv`, import.meta.url), "utf8"));

test("a golden table reads back as it was written and names what changed", () => {
  const table = { columns: ["blur"], tolerances: [0.5], rows: new Map([["a.jpg", [3]]]) };
  expect(parseGolden(formatGolden(table))).toEqual(table);
  expect(compareGolden(table, { ...table, rows: new Map([["a.jpg", [3.4]]]) })).toEqual([]);
  expect(compareGolden(table, { ...table, rows: new Map([["a.jpg", [4]]]) })).toEqual(["a.jpg blur: 3 became 4"]);
});

test("every raw value on the packages' photos is within tolerance of the golden table", async () => {
  const measured = await measureGolden(readPackagePhotos(), spec, engine);
  expect(compareGolden(golden("packages"), measured)).toEqual([]);
});

const folder = photosFolder();
if (!existsSync(folder)) process.stderr.write(`No labelled photos in ${folder}: their golden table is left out.\n`);

describe.skipIf(!existsSync(folder))("on the labelled photos", () => {
  test("every raw value is within tolerance of the golden table", { timeout: 300_000 }, async () => {
    const expected = golden("labelled");
    const known = labelledPhotos(folder).filter(({ file }) => expected.rows.has(file));
    const measured = await measureGolden(known, spec, engine);
    expect(compareGolden(expected, measured)).toEqual([]);
  });
});
