import { expect, test } from "vitest";
import { compareGolden, formatGolden, measureGolden, parseGolden, readGoldens } from "./testing/golden.ts";
import { readPackagePhotos } from "./testing/photos.ts";
import { findSpec, sharedEngine } from "./testing/shared-engine.ts";

test("a golden table survives writing and reading, and a comparison names what changed", () => {
  const table = { columns: ["blur"], tolerances: [0.5], rows: new Map([["a.jpg", [3]]]) };
  expect(parseGolden(formatGolden(table))).toEqual(table);
  expect(compareGolden(table, { ...table, rows: new Map([["a.jpg", [3.4]]]) })).toEqual([]);
  expect(compareGolden(table, { ...table, rows: new Map([["a.jpg", [4]]]) })).toEqual(["a.jpg blur: 3 became 4"]);
});

test("every raw value on the packages' photos is within tolerance of one processor's golden table", async () => {
  const measured = await measureGolden(readPackagePhotos(), findSpec(), await sharedEngine());
  expect(readGoldens("packages").map((table) => compareGolden(table, measured))).toContainEqual([]);
});
