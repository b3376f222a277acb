import { expect, test } from "vitest";
import { draftOf, isOwnPhotoSpecId, ownPhotoSpecId, shippedSpecIdOf } from "./own-specs.ts";
import type { PhotoSpec } from "./photo-spec.ts";
import { photoSpecOf, photoSpecs } from "./photo-specs.ts";
import { lightnessOf, specFault } from "./spec-faults.ts";
import { photoSpecId } from "./spec-schemas.ts";

const { widestFile: _, ...blue } = draftOf(photoSpecOf("chsi-blue"));
const { geometry, file, aim } = blue;

test("every shipped spec is free of faults", () => {
  for (const spec of photoSpecs) expect(specFault(spec, spec.id), spec.id).toBeNull();
});

test.each<[string, Partial<PhotoSpec>]>([
  ["photo-spec-window-reversed", { geometry: { ...geometry, eyeLinePx: { min: 300, max: 200 } } }],
  [
    "photo-spec-window-reversed",
    { file: { ...file, minBytes: 41 * 1024, aimMinBytes: 41 * 1024 } },
  ],
  [
    "photo-spec-window-outside",
    { geometry: { ...geometry, faceCentreXPx: { min: 228, max: 481 } } },
  ],
  ["photo-spec-window-outside", { heightPx: 280 }],
  ["photo-spec-window-narrow", { geometry: { ...geometry, faceWidthPx: { min: 212, max: 219 } } }],
  ["photo-spec-window-narrow", { geometry: { ...geometry, hairTopPx: { max: 8 } } }],
  [
    "photo-spec-centre-missed",
    { geometry: { ...geometry, faceCentreXPx: { min: 250, max: 280 } } },
  ],
  ["photo-spec-aim-outside", { geometry: { ...geometry, headHeightPx: { min: 100, max: 200 } } }],
  ["photo-spec-aim-outside", { geometry: { ...geometry, interEyePx: { min: 220, max: 260 } } }],
  ["photo-spec-aim-outside", { aim: { ...aim, faceWidthPx: 179 } }],
  ["photo-spec-aim-outside", { aim: { ...aim, hairTopPx: 111 } }],
  ["photo-spec-aim-outside", { file: { ...file, aimMinBytes: 50 * 1024 } }],
  ["photo-spec-eyes-missed", { geometry: { ...geometry, eyeLinePx: { min: 200, max: 220 } } }],
  ["photo-spec-widest-narrower", { widestFile: { minBytes: 25 * 1024, maxBytes: 900 * 1024 } }],
  [
    "photo-spec-file-too-small",
    { file: { ...file, minBytes: 5000, aimMinBytes: 6000, maxBytes: 19 * 1024 } },
  ],
  [
    "photo-spec-file-unreachable",
    { file: { ...file, minBytes: 200 * 1024, aimMinBytes: 200 * 1024, maxBytes: 900 * 1024 } },
  ],
  ["photo-spec-file-too-small", { file: { ...file, minQuality: 95 } }],
  ["photo-spec-registry-size", { heightPx: 641 }],
  ["photo-spec-registry-file", { file: { ...file, maxBytes: 293 * 1024 } }],
  ["photo-spec-print-too-large", { dpi: 72 }],
  ["photo-spec-background-dark", { background: { r: 67, g: 142, b: 219 } }],
])("reports %s for numbers that contradict each other", (code, changes) => {
  expect(specFault({ ...blue, ...changes }, "chsi-blue")?.code).toBe(code);
});

test("refuses a file window whose minimum is at or above the encoder's maximum", () => {
  const windowFrom = (minBytes: number) => ({
    ...file,
    minBytes,
    aimMinBytes: minBytes,
    maxBytes: 100 * 1024,
  });
  const fault = specFault({ ...blue, file: windowFrom(100_000) }, "chsi-blue");
  expect(fault?.code).toBe("photo-spec-window-reversed");
  expect(fault?.details).toMatchObject({
    window: { en: "File size (its upper end at 1000 bytes per KB)" },
  });
  expect(specFault({ ...blue, file: windowFrom(99_999) }, "chsi-blue")).toBeNull();
});

test("a spec that is not for registration may have another size", () => {
  const { widestFile: __, ...exam } = draftOf(photoSpecOf("exam-480x640"));
  expect(specFault({ ...exam, widthPx: 482, heightPx: 640 }, "exam-480x640")).toBeNull();
});

test("lightness is 0 for black and 100 for white, and every shipped background exceeds the minimum", () => {
  expect(lightnessOf({ r: 0, g: 0, b: 0 })).toBe(0);
  expect(lightnessOf({ r: 255, g: 255, b: 255 })).toBeCloseTo(100, 5);
  expect(Math.min(...photoSpecs.map(({ background }) => lightnessOf(background)))).toBeGreaterThan(
    75,
  );
});

test("the id of a derived spec begins with the shipped spec, however many drafts are in between", () => {
  const child = ownPhotoSpecId("chsi-freshman", "0b7e7d0e-6d0f-4f43-9c39-1f4b3a0c9d11");
  const grandchild = ownPhotoSpecId(child, "1c8e7d0e-6d0f-4f43-9c39-1f4b3a0c9d12");
  expect(grandchild).toBe("chsi-freshman.1c8e7d0e-6d0f-4f43-9c39-1f4b3a0c9d12");
  expect([child, grandchild].map(shippedSpecIdOf)).toEqual(["chsi-freshman", "chsi-freshman"]);
  for (const id of [child, "gaokao"]) expect(photoSpecId.safeParse(id).success).toBe(true);
  for (const id of [
    "passport",
    "chsi-blue.",
    "chsi-blue.new",
    `passport.${child.slice(14)}`,
    `${child}x`,
  ]) {
    expect(photoSpecId.safeParse(id).success, id).toBe(false);
    expect(isOwnPhotoSpecId(id), id).toBe(false);
  }
});
