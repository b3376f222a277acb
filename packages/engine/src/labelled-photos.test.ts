/**
 * Tests on labelled photos: each is processed once, and the results must have all properties required of real photos.
 */
import { existsSync } from "node:fs";
import { defaultPhotoSpecId, findPhotoSpec, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { beforeAll, describe, expect, test } from "vitest";
import { loadEngine } from "./node/decoder.ts";
import type { Outcome } from "./outcome.ts";
import { type Engine, standardize } from "./standardize.ts";
import { compareGolden, goldenTableOf, onGoldenDay, readGoldens } from "./testing/golden.ts";
import { labelledPhotos, photosFolder } from "./testing/photos.ts";
import { resampleError } from "./testing/resample-error.ts";
import { verifyPhoto } from "./verify.ts";

const folder = photosFolder();
if (!existsSync(folder)) process.stderr.write(`No labelled photos in ${folder}: the tests on them are left out.\n`);

/** Timeout for sixty photos, which take minutes on a busy machine. */
const timeout = 300_000;

describe.skipIf(!existsSync(folder))("on the labelled photos", () => {
  const outcomes = new Map<string, Outcome>();
  let engine: Engine;
  let spec: PhotoSpec;

  beforeAll(async () => {
    engine = onGoldenDay(await loadEngine({ heic: true }));
    const match = findPhotoSpec(defaultPhotoSpecId);
    if (!match) throw new Error("the default spec is missing");
    spec = match;
    for (const { file, bytes } of labelledPhotos(folder)) outcomes.set(file, await standardize(bytes, spec, engine));
  }, timeout);

  function outcomeOf(file: string): Outcome {
    const outcome = outcomes.get(file);
    if (!outcome) throw new Error(`${file} is missing from ${folder}`);
    return outcome;
  }
  const failing = (file: string): string[] =>
    outcomeOf(file)
      .report.findings.filter(({ verdict }) => verdict === "fail")
      .map(({ id }) => id);

  test("every one is read", () => {
    expect([...outcomes].filter(([, { kind }]) => kind === "unreadable")).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(50);
  });

  test("every raw value is within tolerance of the golden table of one kind of processor", () => {
    const differences = readGoldens("labelled").map((table) => {
      const existing = [...outcomes].filter(([file]) => table.rows.has(file));
      return compareGolden(table, goldenTableOf(new Map(existing.map(([file, { report }]) => [file, report]))));
    });
    expect(differences).toContainEqual([]);
  });

  test("every photo made obeys the spec when measured again, and its person is untouched", { timeout }, async () => {
    let made = 0;
    for (const { file, bytes } of labelledPhotos(folder)) {
      const outcome = outcomeOf(file);
      if (outcome.kind !== "made" || !outcome.photo) continue;
      made++;
      const { findings } = await verifyPhoto(outcome.photo, spec, engine);
      const doubted = findings.filter(({ verdict }) => verdict !== "pass").map(({ id }) => id);
      const reported = outcome.report.findings.filter(({ verdict }) => verdict !== "pass").map(({ id }) => id);
      // A source that ends too high leaves background below the person; the report already states this.
      expect(
        doubted.filter((id) => id !== "lower-edge" || !reported.includes(id)),
        file,
      ).toEqual([]);
      expect((await resampleError(bytes, spec, engine)).psnrDb, file).toBeGreaterThanOrEqual(45);
    }
    expect(made).toBeGreaterThan(10);
  });

  test("a turned copy of a photo gets the verdicts of the photo itself", () => {
    expect(failing("exif-orientation-3-02.jpg")).toEqual(failing("ears-hidden-man-01.jpg"));
    expect(failing("exif-orientation-6-01.jpg")).toEqual(failing("good-man-white-shirt-03.png"));
  });
});
