import { maxSheetPhotos } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { captionPx, layOutSheet, outcomeOf, photoKeys, sheetGapPx } from "./sheet.ts";

test("fits twelve photos in six columns, each at least 300 px high, on a screen of 1440 by 900", () => {
  const layout = layOutSheet({ width: 1408, height: 668 });
  expect(layout).toMatchObject({ columns: 6, count: 12 });
  expect(layout.photoPx).toBeGreaterThanOrEqual(300);
});

test.each([
  { width: 992, height: 540 },
  { width: 1408, height: 668 },
  { width: 2500, height: 1200 },
  { width: 3800, height: 2000 },
])(
  "photos of a contact sheet fit within $width by $height and are at least 300 px high",
  (room) => {
    const { columns, count, photoPx } = layOutSheet(room);
    const rows = Math.ceil(count / columns);
    expect(photoPx).toBeGreaterThanOrEqual(300);
    expect(columns * photoPx * 0.75 + (columns - 1) * sheetGapPx).toBeLessThanOrEqual(room.width);
    expect(rows * (photoPx + captionPx) + (rows - 1) * sheetGapPx).toBeLessThanOrEqual(room.height);
  },
);

test("shows fewer photos on a small screen, and at least one", () => {
  expect(layOutSheet({ width: 992, height: 540 })).toMatchObject({ columns: 4, count: 4 });
  expect(layOutSheet({ width: 300, height: 200 })).toEqual({ columns: 1, count: 1, photoPx: 300 });
});

test("every photo of the largest contact sheet has a key", () => {
  expect(photoKeys).toHaveLength(maxSheetPhotos);
});

test("approves an unmarked photo, and sends a marked one to the desk or rejects it", () => {
  expect(outcomeOf(undefined)).toEqual({ outcome: "approve" });
  expect(outcomeOf({ outcome: "look-closer" })).toEqual({ outcome: "look-closer" });
  expect(outcomeOf({ outcome: "reject", reasons: ["other"], words: "请重拍" })).toMatchObject({
    words: "请重拍",
  });
});
