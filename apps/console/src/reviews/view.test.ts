import { expect, test } from "vitest";
import {
  fitOriginal,
  fitPhoto,
  identityPlacement,
  pan,
  place,
  placementOf,
  truePixels,
  zoom,
} from "./view.ts";

const photo = { width: 480, height: 640 };
const frame = { width: 600, height: 700 };
const placing = placementOf(
  [{ op: "crop", params: { leftPx: 100, topPx: 50, widthPx: 960, heightPx: 1280 } }],
  photo,
);
if (!placing) throw new Error("a crop gives a placing");

/** Position of a picture's pixel in the frame. */
const spot = (view: ReturnType<typeof fitPhoto>, on: typeof placing, x: number, y: number) => {
  const at = place(view, frame, on);
  return { x: at.x + x * at.scale, y: at.y + y * at.scale };
};

test("shows the same point of both pictures at the same position of their frames in every view", () => {
  const views = [
    fitPhoto(photo, frame),
    zoom(fitPhoto(photo, frame), 5, { x: 30, y: 600 }, frame),
    pan(zoom(fitPhoto(photo, frame), 3, { x: 300, y: 300 }, frame), 40, -70),
  ];
  for (const view of views) {
    const inPhoto = spot(view, identityPlacement, 120, 200);
    const inOriginal = spot(view, placing, 100 + 120 * 2, 50 + 200 * 2);
    expect(inOriginal.x).toBeCloseTo(inPhoto.x, 6);
    expect(inOriginal.y).toBeCloseTo(inPhoto.y, 6);
  }
});

test("zooming leaves the point under the pointer in place, up to single pixels", () => {
  const view = fitPhoto(photo, frame);
  const pointer = { x: 123, y: 456 };
  const previous = place(view, frame, identityPlacement);
  const under = {
    x: (pointer.x - previous.x) / previous.scale,
    y: (pointer.y - previous.y) / previous.scale,
  };
  const after = zoom(view, 1000, pointer, frame);
  expect(after.scale).toBe(24);
  const spotAfter = spot(after, identityPlacement, under.x, under.y);
  expect(spotAfter.x).toBeCloseTo(pointer.x, 6);
  expect(spotAfter.y).toBeCloseTo(pointer.y, 6);
});

test("fits the entire original into its frame, and returns no placement for a report without a crop", () => {
  const original = { width: 3024, height: 4032 };
  const view = fitOriginal(original, placing, frame);
  const corners = [spot(view, placing, 0, 0), spot(view, placing, original.width, original.height)];
  for (const { x, y } of corners) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(frame.width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(frame.height);
  }
  expect(placementOf([], photo)).toBeNull();
});

test("at true size, one pixel of the original fills one of the page, and the centre does not move", () => {
  const previous = zoom(fitPhoto(photo, frame), 2, { x: 10, y: 10 }, frame);
  const view = truePixels(previous, placing);
  expect(place(view, frame, placing).scale).toBe(1);
  expect(view).toMatchObject({ centreX: previous.centreX, centreY: previous.centreY });
  expect(truePixels(previous, null).scale).toBe(1);
});
