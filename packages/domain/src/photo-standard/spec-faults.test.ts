import { expect, test } from "vitest";
import { isOwnPhotoSpecId, shippedSpecIdOf } from "./own-specs.ts";
import type { PhotoSpec } from "./photo-spec.ts";
import { photoSpecOf, photoSpecs } from "./photo-specs.ts";
import { lightnessOf, specFault } from "./spec-faults.ts";
import { ownPhotoSpecSchema, photoSpecFileSchema, photoSpecId } from "./spec-schemas.ts";

const { widestFile: _, ...blue } = photoSpecOf("chsi-blue");
const { geometry, file, aim } = blue;

test("every shipped spec is free of faults, and fits the schema of a file", () => {
  for (const spec of photoSpecs) {
    expect(specFault(spec, spec.id), spec.id).toBeNull();
    expect(ownPhotoSpecSchema.safeParse(spec).error, spec.id).toBeUndefined();
  }
});

test("a file with an unknown field, or without a required one, is refused", () => {
  const { limits: _, ...own } = blue;
  const file = { ...own, id: "chsi-blue.0b7e7d0e-6d0f-4f43-9c39-1f4b3a0c9d11" };
  expect(photoSpecFileSchema.safeParse(file).error).toBeUndefined();
  for (const wrong of [
    { ...file, limits: {} },
    { ...file, name: undefined },
    { ...file, id: "chsi-blue" },
    { ...file, geometry: { ...geometry, headHeigthPx: { min: 1 } } },
  ])
    expect(photoSpecFileSchema.safeParse(wrong).success).toBe(false);
});

test.each<[string, Partial<PhotoSpec>]>([
  ["geometry.eyeLinePx", { geometry: { ...geometry, eyeLinePx: { min: 300, max: 200 } } }],
  ["file", { file: { ...file, minBytes: 41 * 1024, aimMinBytes: 41 * 1024 } }],
  ["geometry.faceCentreXPx", { geometry: { ...geometry, faceCentreXPx: { min: 228, max: 481 } } }],
  ["geometry.eyeLinePx", { heightPx: 280 }],
  ["geometry.faceWidthPx", { geometry: { ...geometry, faceWidthPx: { min: 212, max: 219 } } }],
  ["geometry.hairTopPx", { geometry: { ...geometry, hairTopPx: { max: 8 } } }],
  ["geometry.faceCentreXPx", { geometry: { ...geometry, faceCentreXPx: { min: 250, max: 280 } } }],
  ["geometry.headHeightPx", { geometry: { ...geometry, headHeightPx: { min: 100, max: 200 } } }],
  ["geometry.interEyePx", { geometry: { ...geometry, interEyePx: { min: 220, max: 260 } } }],
  ["aim.faceWidthPx", { aim: { ...aim, faceWidthPx: 179 } }],
  ["aim.hairTopPx", { aim: { ...aim, hairTopPx: 111 } }],
  ["file.aimMinBytes", { file: { ...file, aimMinBytes: 50 * 1024 } }],
  ["geometry.eyeLinePx", { geometry: { ...geometry, eyeLinePx: { min: 200, max: 220 } } }],
  ["widestFile", { widestFile: { minBytes: 25 * 1024, maxBytes: 900 * 1024 } }],
  ["file.maxBytes", { file: { ...file, minBytes: 5000, aimMinBytes: 6000, maxBytes: 19 * 1024 } }],
  [
    "file.minBytes",
    { file: { ...file, minBytes: 200 * 1024, aimMinBytes: 200 * 1024, maxBytes: 900 * 1024 } },
  ],
  ["file.maxBytes", { file: { ...file, minQuality: 95 } }],
  ["heightPx", { heightPx: 641 }],
  ["file.maxBytes", { file: { ...file, maxBytes: 293 * 1024 } }],
  ["dpi", { dpi: 72 }],
  ["background", { background: { r: 67, g: 142, b: 219 } }],
])("names %s where numbers contradict each other", (field, changes) => {
  expect(specFault({ ...blue, ...changes }, "chsi-blue")?.field).toBe(field);
});

test("refuses a file window whose minimum is at or above the encoder's maximum", () => {
  const windowFrom = (minBytes: number) => ({
    ...file,
    minBytes,
    aimMinBytes: minBytes,
    maxBytes: 100 * 1024,
  });
  const fault = specFault({ ...blue, file: windowFrom(100_000) }, "chsi-blue");
  expect(fault).toMatchObject({
    field: "file.minBytes",
    text: { en: expect.stringContaining("1000 bytes") },
  });
  expect(specFault({ ...blue, file: windowFrom(99_999) }, "chsi-blue")).toBeNull();
});

test("a spec that is not for registration may have another size", () => {
  const { widestFile: __, ...exam } = photoSpecOf("exam-480x640");
  expect(specFault({ ...exam, widthPx: 482, heightPx: 640 }, "exam-480x640")).toBeNull();
});

test("lightness is 0 for black and 100 for white, and every shipped background exceeds the minimum", () => {
  expect(lightnessOf({ r: 0, g: 0, b: 0 })).toBe(0);
  expect(lightnessOf({ r: 255, g: 255, b: 255 })).toBeCloseTo(100, 5);
  expect(Math.min(...photoSpecs.map(({ background }) => lightnessOf(background)))).toBeGreaterThan(
    75,
  );
});

test("the id of an operator's own spec is a shipped id, a dot and a uuid", () => {
  const own = "chsi-freshman.0b7e7d0e-6d0f-4f43-9c39-1f4b3a0c9d11";
  expect(shippedSpecIdOf(own)).toBe("chsi-freshman");
  for (const id of [own, "gaokao"]) expect(photoSpecId.safeParse(id).success).toBe(true);
  for (const id of [
    "passport",
    "chsi-blue.",
    "chsi-blue.new",
    `passport.${own.slice(14)}`,
    `${own}x`,
  ]) {
    expect(photoSpecId.safeParse(id).success, id).toBe(false);
    expect(isOwnPhotoSpecId(id), id).toBe(false);
  }
});
