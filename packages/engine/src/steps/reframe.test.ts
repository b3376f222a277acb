import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import { beforeAll, expect, test } from "vitest";
import type { Engine } from "../standardize.ts";
import type { Framing, MeasuredFace, PersonReading } from "../subject/subject.ts";
import { composedFrame } from "../testing/composed-frame.ts";
import { readPackagePhotos } from "../testing/photos.ts";
import { sharedEngine } from "../testing/shared-engine.ts";
import { measureResult } from "./measure-result.ts";
import { isLawful, reframe } from "./reframe.ts";

const blue = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
let engine: Engine;
let person: PersonReading;
let measured: MeasuredFace;

beforeAll(async () => {
  engine = await sharedEngine();
  for (const { bytes } of readPackagePhotos()) {
    const composed = await composedFrame(bytes, blue, engine);
    if (!composed) continue;
    const file = await engine.codec.encodeJpeg(composed.frame, { quality: 90, chroma: "4:4:4" });
    const result = await measureResult(file, blue, engine.codec, engine.models);
    if (!result?.measured || !isLawful(result.measured, blue)) continue;
    ({ person } = composed);
    ({ measured } = result);
    return;
  }
  throw new Error("none of the packages' photos can be framed");
});

/** Returns the position on the second photo of a point on the first. */
const moved = (first: Framing, second: Framing, x: number, y: number) => ({
  x: (first.crop.rect.left + x / first.crop.scale - second.crop.rect.left) * second.crop.scale,
  y: (first.crop.rect.top + y / first.crop.scale - second.crop.rect.top) * second.crop.scale,
});

test("leaves a photo that is inside every window unchanged", () => {
  expect(reframe(person, person.framing, measured, blue)).toBeNull();
});

test("moves hair that is too high, eyes that are too low or a face off centre into the window", () => {
  const outside: Partial<MeasuredFace>[] = [
    { hairTopPx: 44 },
    { eyeLinePx: 302 },
    { faceCentreXPx: 225 },
  ];
  for (const change of outside) {
    const wrong = { ...measured, ...change };
    const repeated = reframe(person, person.framing, wrong, blue);
    if (!repeated) throw new Error(`no other frame for ${JSON.stringify(change)}`);
    const hair = moved(person.framing, repeated, wrong.faceCentreXPx, wrong.hairTopPx);
    const eyes = moved(person.framing, repeated, wrong.faceCentreXPx, wrong.eyeLinePx);
    const faceWidthPx = (wrong.faceWidthPx / person.framing.crop.scale) * repeated.crop.scale;
    expect(
      isLawful(
        { ...wrong, hairTopPx: hair.y, eyeLinePx: eyes.y, faceCentreXPx: hair.x, faceWidthPx },
        blue,
      ),
    ).toBe(true);
  }
});

test("returns no new framing if no frame fits the measurements", () => {
  expect(
    reframe(person, person.framing, { ...measured, hairTopPx: 0, eyeLinePx: 600 }, blue),
  ).toBeNull();
});
