import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { expect, test } from "vitest";
import { provenanceOf } from "../checks/edited-or-generated.ts";
import { createSharpCodec } from "../node/sharp-codec.ts";
import { encode, leavingRoomFor, processingMark, withMark } from "./encode.ts";
import { jpegFactsOf } from "./jpeg-facts.ts";

const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const codec = createSharpCodec({ heic: false });
const mark = processingMark(spec, "1.2.3");

async function finished() {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 5 };
  const data = await sharp({ create: { width: 480, height: 640, channels: 3, background: "#808080", noise } })
    .raw()
    .toBuffer();
  const raster = { width: 480, height: 640, data: new Uint8Array(data) };
  const { bytes } = await encode(raster, leavingRoomFor(mark, spec), codec);
  return { bare: bytes, marked: withMark(bytes, mark) };
}

test("a finished photo says which program did what to it, and that an algorithm changed it", async () => {
  const { marked } = await finished();
  const { xmpAsString = "" } = await sharp(marked).metadata();
  expect(xmpAsString).toContain("background replaced by rgb(100,197,255)");
  expect(xmpAsString).toContain("face not edited");
  expect(codec.readMarks(marked, "jpeg")).toMatchObject({
    sourceTypes: ["algorithmicallyEnhanced"],
    software: ["GradPhoto 1.2.3"],
  });
});

test("it fits the window with its mark, and neither pixels nor header are other than without", async () => {
  const { bare, marked } = await finished();
  expect(marked.length).toBeLessThanOrEqual(spec.file.maxBytes);
  expect(marked.length).toBeGreaterThan(spec.file.maxBytes * 0.95);
  expect(jpegFactsOf(marked)).toEqual(jpegFactsOf(bare));
  const pixelsOf = (file: Uint8Array) => sharp(file).raw().toBuffer();
  expect(Buffer.compare(await pixelsOf(marked), await pixelsOf(bare))).toBe(0);
});

test("handed in as an original it is told from a photo as the camera took it, and not as generated", async () => {
  const { marked } = await finished();
  const { generated, edited } = provenanceOf(codec.readMarks(marked, "jpeg"));
  expect(generated).toEqual([]);
  expect(edited).toEqual(["algorithmicallyEnhanced", "GradPhoto 1.2.3"]);
});
