import { describe, expect, it } from "vitest";
import { displayedPhotoOf } from "./report.ts";

const source = { sha256: "00", width: 3000, height: 4000, format: "jpeg", exifOrientation: 6 };
const crop = { leftPx: 300, topPx: 200, widthPx: 2400, heightPx: 3200 };

describe("displayedPhotoOf", () => {
  it("returns both sizes, and which part of the upright source the standard photo shows", () => {
    const output = {
      file: null,
      width: 480,
      height: 640,
      bytes: 1,
      quality: 90,
      dpi: 300,
      sha256: "11",
    };
    const operations = [
      { op: "exif-turn", params: { orientation: 6 } },
      { op: "crop", params: crop },
    ] as const;
    expect(displayedPhotoOf({ source, output, operations })).toEqual({
      sourceSize: { width: 3000, height: 4000 },
      resultSize: { width: 480, height: 640 },
      crop,
    });
  });

  it("returns only the source size if no standard photo was made", () => {
    expect(displayedPhotoOf({ source, output: null, operations: [] })).toEqual({
      sourceSize: { width: 3000, height: 4000 },
      resultSize: null,
      crop: null,
    });
  });
});
