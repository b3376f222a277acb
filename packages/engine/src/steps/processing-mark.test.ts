import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { expect, test } from "vitest";
import { provenanceOf } from "../checks/origin.ts";
import { createSharpCodec } from "../node/sharp-codec.ts";
import { encode } from "./encode.ts";
import { jpegFactsOf } from "./jpeg-facts.ts";
import { processingMark } from "./processing-mark.ts";

const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const codec = createSharpCodec({ heic: false });
const mark = processingMark(spec, "1.2.3");

/** Encodes a grey picture with some noise, with the mark and without. */
async function finished() {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 5 };
  const data = await sharp({
    create: { width: 480, height: 640, channels: 3, background: "#808080", noise },
  })
    .raw()
    .toBuffer();
  const raster = { width: 480, height: 640, data: new Uint8Array(data) };
  const [bare, marked] = [
    await encode(raster, spec, codec),
    await encode(raster, spec, codec, mark),
  ];
  return { bare: bare.bytes, marked: marked.bytes };
}

test("a marked photo names the software and its changes, and is marked as enhanced by an algorithm", async () => {
  const { marked } = await finished();
  const { xmpAsString = "" } = await sharp(marked).metadata();
  expect(xmpAsString).toContain("background replaced by rgb(100,197,255)");
  expect(xmpAsString).toContain("face not edited");
  expect(codec.readMarks(marked, "jpeg")).toMatchObject({
    sourceTypes: ["algorithmicallyEnhanced"],
    software: ["GradPhoto 1.2.3"],
  });
});

test("a marked photo fits the window with its mark", async () => {
  const { marked } = await finished();
  expect(marked.length).toBeLessThanOrEqual(spec.file.maxBytes);
  expect(marked.length).toBeGreaterThan(spec.file.maxBytes * 0.93);
  expect(jpegFactsOf(marked)).toMatchObject({ baseline: true, dpi: spec.dpi });
});

test("a photo without a mark has no metadata after its JFIF header", async () => {
  const { bare } = await finished();
  const afterJfif = 2 + 2 + 16;
  expect([...bare.subarray(afterJfif, afterJfif + 2)], "quantization tables follow").toEqual([
    0xff, 0xdb,
  ]);
  expect((await sharp(bare).metadata()).xmp).toBeUndefined();
});

test("a marked photo uploaded as an original is detected as edited, not as generated", async () => {
  const { marked } = await finished();
  const { generated, edited } = provenanceOf(codec.readMarks(marked, "jpeg"));
  expect(generated).toEqual([]);
  expect(edited).toEqual(["algorithmicallyEnhanced", "GradPhoto 1.2.3"]);
});
