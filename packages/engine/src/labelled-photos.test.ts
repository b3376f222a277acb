/**
 * Tests on labelled photos. Each is processed once, and the results must have all properties required of real photos.
 */
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "./outcome.ts";
import { standardize } from "./standardize.ts";
import { compareGolden, goldenTableOf, onGoldenDay, readGoldens } from "./testing/golden.ts";
import { photosFolder, readLabelledPhotos } from "./testing/photos.ts";
import { resampleError } from "./testing/resample-error.ts";
import { findSpec, sharedEngine } from "./testing/shared-engine.ts";
import { verifyPhoto } from "./verify.ts";

const folder = photosFolder();
if (!existsSync(folder))
  process.stderr.write(`No labelled photos in ${folder}: the tests on them are skipped.\n`);

/** Timeout for sixty photos, which take minutes on a busy machine. */
const timeout = 300_000;

interface Checked {
  /** Ids of findings other than pass when the finished photo is measured by itself. */
  readonly doubted: readonly string[];
  /** Signal-to-noise ratio of the finished person against a plain resample of the source. */
  readonly psnrDb: number;
}

describe.skipIf(!existsSync(folder))("labelled photos", () => {
  const outcomes = new Map<string, Outcome>();
  /** Results of every finished photo, by file. */
  const checked = new Map<string, Checked>();

  beforeAll(async () => {
    const spec = findSpec();
    const engine = onGoldenDay(await sharedEngine());
    for (const { file, bytes } of readLabelledPhotos(folder)) {
      const outcome = await standardize(bytes, spec, engine);
      outcomes.set(file, outcome);
      if (outcome.kind !== "made" || !outcome.photo) continue;
      // The photo is verified at once, while the engine has it in its cache.
      const { findings } = await verifyPhoto(outcome.photo, spec, engine);
      const doubted = findings.filter(({ verdict }) => verdict !== "pass").map(({ id }) => id);
      checked.set(file, { doubted, psnrDb: (await resampleError(bytes, spec, engine)).psnrDb });
    }
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

  test("every photo can be read", () => {
    expect([...outcomes].filter(([, { kind }]) => kind === "unreadable")).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(50);
  });

  test("every raw value is within tolerance of one processor's golden table", () => {
    const differences = readGoldens("labelled").map((table) => {
      const existing = [...outcomes].filter(([file]) => table.rows.has(file));
      return compareGolden(
        table,
        goldenTableOf(new Map(existing.map(([file, { report }]) => [file, report]))),
      );
    });
    expect(differences).toContainEqual([]);
  });

  test("every finished photo obeys the spec when measured again, and its person is unchanged", () => {
    for (const [file, { doubted, psnrDb }] of checked) {
      const { findings } = outcomeOf(file).report;
      const reported = findings.filter(({ verdict }) => verdict !== "pass").map(({ id }) => id);
      // A source that ends too high leaves background below the person; the report already states this.
      expect(
        doubted.filter((id) => id !== "lower-edge" || !reported.includes(id)),
        file,
      ).toEqual([]);
      expect(psnrDb, file).toBeGreaterThanOrEqual(45);
    }
    expect(checked.size).toBeGreaterThan(10);
  });

  test("a rotated copy of a photo gets the verdicts of the original", () => {
    expect(failing("exif-orientation-3-02.jpg")).toEqual(failing("ears-hidden-man-01.jpg"));
    expect(failing("exif-orientation-6-01.jpg")).toEqual(failing("good-man-white-shirt-03.png"));
  });
});
