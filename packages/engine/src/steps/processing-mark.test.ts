import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { expect, test } from "vitest";
import { provenanceOf } from "../checks/origin.ts";
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

test("a finished photo names the software and its changes, and is marked as enhanced by an algorithm", async () => {
  const { marked } = await finished();
  const { xmpAsString = "" } = await sharp(marked).metadata();
  expect(xmpAsString).toContain("background replaced by rgb(100,197,255)");
  expect(xmpAsString).toContain("face not edited");
  expect(codec.readMarks(marked, "jpeg")).toMatchObject({
    sourceTypes: ["algorithmicallyEnhanced"],
    software: ["GradPhoto 1.2.3"],
  });
});

test("a marked photo fits the window, with the pixels and header of the unmarked one", async () => {
  const { bare, marked } = await finished();
  expect(marked.length).toBeLessThanOrEqual(spec.file.maxBytes);
  expect(marked.length).toBeGreaterThan(spec.file.maxBytes * 0.95);
  expect(jpegFactsOf(marked)).toEqual(jpegFactsOf(bare));
  const pixelsOf = (file: Uint8Array) => sharp(file).raw().toBuffer();
  expect(Buffer.compare(await pixelsOf(marked), await pixelsOf(bare))).toBe(0);
});

test("a finished photo uploaded as an original is detected as edited, not as generated", async () => {
  const { marked } = await finished();
  const { generated, edited } = provenanceOf(codec.readMarks(marked, "jpeg"));
  expect(generated).toEqual([]);
  expect(edited).toEqual(["algorithmicallyEnhanced", "GradPhoto 1.2.3"]);
});
