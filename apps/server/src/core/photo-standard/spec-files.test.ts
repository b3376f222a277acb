import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { photoSpecOf } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../testing/resources.ts";
import { readSpecFiles, specFileFaultText } from "./spec-files.ts";

const { limits, ...blue } = photoSpecOf("chsi-blue");
const idOf = (digit: number): string => `chsi-blue.0b7e7d0e-6d0f-4f43-9c39-1f4b3a0c9d1${digit}`;

function readFolder(files: Readonly<Record<string, unknown>>) {
  const folder = temporaryFolder("specs");
  for (const [name, content] of Object.entries(files))
    writeFileSync(
      join(folder, name),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  return readSpecFiles(folder);
}

test("reads each file of the folder as a spec with the limits of the shipped one", () => {
  const { specs, faults } = readFolder({
    "wide.json": { ...blue, id: idOf(1), widthPx: 480 },
    "old.json": { ...blue, id: idOf(2), retired: true },
    "notes.txt": "no spec",
  });
  expect(faults).toEqual([]);
  expect(specs).toEqual([
    { spec: { ...blue, id: idOf(2), limits }, isShipped: false, isRetired: true },
    { spec: { ...blue, id: idOf(1), limits }, isShipped: false, isRetired: false },
  ]);
});

test("the example is a valid file", () => {
  const example = new URL("../../../../../deploy/photo-spec.example.json", import.meta.url);
  const { specs, faults } = readFolder({ "example.json": readFileSync(example, "utf8") });
  expect([specs.length, faults]).toEqual([1, []]);
});

test("names the file and the field of what is broken, and reads the others", () => {
  const { specs, faults } = readFolder({
    "1-good.json": { ...blue, id: idOf(1) },
    "2-twin.json": { ...blue, id: idOf(1) },
    "3-comma.json": "{,}",
    "4-id.json": { ...blue, id: "blue" },
    "5-fields.json": { ...blue, id: idOf(2), dpi: "300", aim: { hairTopPx: 80 } },
    "6-window.json": {
      ...blue,
      id: idOf(3),
      geometry: { ...blue.geometry, hairTopPx: { min: 9, max: 9 } },
    },
    "7-typo.json": { ...blue, id: idOf(4), retried: true },
  });
  expect(specs.map(({ spec }) => spec.id)).toEqual([idOf(1)]);
  expect(faults.map(({ file, field }) => [file.slice(file.lastIndexOf("/") + 1), field])).toEqual([
    ["2-twin.json", "id"],
    ["3-comma.json", null],
    ["4-id.json", "id"],
    ["5-fields.json", "dpi"],
    ["5-fields.json", "aim.faceWidthPx"],
    ["6-window.json", "geometry.hairTopPx"],
    ["7-typo.json", "retried"],
  ]);
  const texts = faults.map(specFileFaultText);
  expect(texts[5]?.en).toMatch(/6-window\.json, geometry\.hairTopPx: the lower end/);
  expect(texts[3]?.zh).toMatch(/5-fields\.json 的 dpi：.*\p{Script=Han}/u);
});

test("reports a missing folder, and reads nothing where none is set", () => {
  const folder = join(temporaryFolder("specs"), "missing");
  expect(readSpecFiles(folder)).toMatchObject({
    specs: [],
    faults: [{ file: folder, field: null }],
  });
  expect(readSpecFiles(null)).toEqual({ specs: [], faults: [] });
});
