import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readWeightFile, WeightError } from "../node.ts";
import type { WeightFile } from "./table.ts";

const packed = Uint8Array.of(9, 1, 2, 3, 9);

const file: WeightFile = {
  id: "face-mesh",
  package: "@maker/weights",
  version: "1.2.3",
  path: "assets/packed.data",
  range: { start: 1, end: 4 },
  sha256: createHash("sha256").update(packed.subarray(1, 4)).digest("hex"),
  licence: "Apache-2.0",
  source: "Maker",
  evidence: "none",
  evidenceDate: "2026-01-01",
  confirmed: false,
};

let modules = "";

beforeEach(() => {
  modules = mkdtempSync(join(tmpdir(), "weights-"));
  const folder = join(modules, "@maker", "weights");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ version: "1.2.3" }));
  writeFileSync(join(folder, "assets", "packed.data"), packed);
});

afterEach(() => {
  rmSync(modules, { recursive: true });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(WeightError);
    return String(error);
  }
  throw new Error("A WeightError was expected, but nothing was thrown.");
}

test("returns the bytes of the range", () => {
  expect(readWeightFile(file, [modules])).toEqual(Uint8Array.of(1, 2, 3));
});

test("searches the nearest folder that has the package", () => {
  expect(readWeightFile(file, [join(modules, "nothing-here"), modules])).toEqual(
    Uint8Array.of(1, 2, 3),
  );
});

test("refuses a weight file whose bytes changed", () => {
  writeFileSync(
    join(modules, "@maker", "weights", "assets", "packed.data"),
    Uint8Array.of(9, 1, 2, 4, 9),
  );
  const message = messageOf(() => readWeightFile(file, [modules]));
  expect(message).toMatch(
    /Weights "face-mesh" cannot be used: assets\/packed\.data of @maker\/weights@1\.2\.3: its bytes changed: sha256 is [0-9a-f]{64} instead of [0-9a-f]{64}\. To mend it, run `npm ci`\./,
  );
});

test("refuses a weight file that is truncated", () => {
  writeFileSync(join(modules, "@maker", "weights", "assets", "packed.data"), Uint8Array.of(9, 1));
  expect(messageOf(() => readWeightFile(file, [modules]))).toContain("its bytes changed");
});

test("reports that the package is not installed, and how to install it", () => {
  const message = messageOf(() => readWeightFile({ ...file, package: "@maker/absent" }, [modules]));
  expect(message).toContain(
    "assets/packed.data of @maker/absent@1.2.3: the package is not installed. To mend it, run `npm ci`.",
  );
});

test("reports which other version of the package is installed", () => {
  const message = messageOf(() => readWeightFile({ ...file, version: "1.2.4" }, [modules]));
  expect(message).toContain("@maker/weights@1.2.4: version 1.2.3 of the package is installed.");
});

test("reports that the package lacks the file", () => {
  const message = messageOf(() => readWeightFile({ ...file, path: "absent.tflite" }, [modules]));
  expect(message).toContain("absent.tflite of @maker/weights@1.2.3: the package lacks this file.");
});
