/**
 * Tests of the list of series: it covers every judging check, starts without a dose, is deterministic, and its first
 * dose changes nothing.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { allCheckIds, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { checks } from "../../../../packages/engine/src/checks/index.ts";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import { sharedEngine } from "../../../../packages/engine/src/testing/shared-engine.ts";
import { cutPerson } from "../cut-person.ts";
import type { OperatingPoint } from "../operating-point.ts";
import { readSubject } from "../read-subject.ts";
import { allSeries, unreachedChecks } from "./all-series.ts";
import { harmless } from "./harmless.ts";

test("every check is covered by a series, or is listed as unreachable", () => {
  const reached = new Set(allSeries.flatMap((series) => series.reaches));
  const reported = Object.keys(unreachedChecks);
  expect(allCheckIds.filter((id) => !reached.has(id) && !reported.includes(id))).toEqual([]);
  expect(
    reported.filter((id) =>
      allCheckIds.some((existing) => existing === id && reached.has(existing)),
    ),
  ).toEqual([]);
});

test("each series names only existing checks, each once, either as reached or as held", () => {
  const existing = checks.map(({ id }) => id);
  for (const { id, reaches, holds = [] } of allSeries) {
    const named = [...reaches, ...holds];
    expect(
      named.filter((check) => !existing.includes(check)),
      id,
    ).toEqual([]);
    expect(new Set(named).size, id).toBe(named.length);
  }
});

test("series have unique ids and increasing doses", () => {
  expect(new Set(allSeries.map(({ id }) => id)).size).toBe(allSeries.length);
  for (const { id, doses } of allSeries)
    expect(
      [...doses].sort((a, b) => a - b),
      id,
    ).toEqual(doses);
});

const readyMs = 120_000;
/** Small pictures, because every series draws several of them. */
const widthPx = 240;
let point: OperatingPoint;

beforeAll(async () => {
  const spec = findPhotoSpec("chsi-blue");
  if (!spec) throw new Error("no spec chsi-blue");
  const engine = await sharedEngine();
  const { resolve } = createRequire(import.meta.url);
  const photo = await sharp(readFileSync(resolve("soft-ui-dashboard/assets/img/ivana-square.jpg")))
    .resize(widthPx)
    .png()
    .toBuffer();
  const subject = await readSubject(photo, spec, engine);
  if (!subject) throw new Error("no face is found");
  const cut = await cutPerson(subject, spec, engine);
  const person = { file: "a.jpg", path: "a.jpg", expected: [], debatable: [], wearsGlasses: false };
  const [raster] = subject.pyramid;
  point = { person, raster, subject, cut, seed: 3, others: { heads: [cut], hands: [cut] } };
}, readyMs);

describe.each([...allSeries, harmless])("$id", (series) => {
  const [none, most] = [series.doses[0]!, series.doses.at(-1)!];

  test("leaves the picture unchanged at dose 0, unless the series starts altered", async () => {
    const raster = await series.make(point, none);
    if (!series.startsAltered && raster)
      expect(Buffer.compare(raster.data, point.raster.data)).toBe(0);
  });

  test("gives the same picture for the same dose, and another for a large one, unless the dose is the file's quality", async () => {
    const [least, largest, repeated] = [
      await series.make(point, none),
      await series.make(point, most),
      await series.make(point, most),
    ];
    expect(largest && repeated ? isSame(largest, repeated) : largest === repeated).toBe(true);
    if (least && largest) expect(isSame(least, largest)).toBe(series.id === "jpeg-worn");
  });
});

const isSame = (first: Raster, second: Raster): boolean =>
  first.data.length === second.data.length && Buffer.compare(first.data, second.data) === 0;
