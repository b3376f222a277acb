/** Rewrites the table of ranges that the person network is made with, from photos and drawn people that any machine has. */
import { writeFileSync } from "node:fs";
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import { readCanonicalFace, readRefinementRegions } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { formatRanges, measureRanges } from "@gradphoto/networks/testing";
import { loadModels } from "../models/models.ts";
import { classCount, classMapSize } from "../models/person-classes.ts";
import { createSharpCodec } from "../node/decoder.ts";
import { createOnnxRuntime } from "../node/onnx-runtime.ts";
import { findFaces } from "../steps/find-face.ts";
import { readPerson } from "../steps/read-person.ts";
import { readSource } from "../steps/read-source.ts";
import { startStopwatch } from "../stopwatch.ts";
import { mainFaceOf } from "../subject/main-face.ts";
import { compositeCases, makeComposites } from "./composites.ts";
import { readPackagePhotos } from "./golden.ts";

const spec = findPhotoSpec(defaultPhotoSpecId);
if (!spec) throw new Error("the default spec is missing");
const inputs: Float32Array[] = [];
const runtime = createOnnxRuntime(1);
const codec = createSharpCodec({ heic: false });
const recorder = {
  run: async (input: Float32Array) => {
    inputs.push(input.slice());
    return [new Float32Array(classMapSize * classMapSize * classCount)];
  },
};

// The person network itself cannot be asked: it is made with the table that this writes.
const models = await loadModels(
  { load: async (name) => (name === "person-classes" ? recorder : runtime.load(name)) },
  {
    regions: readRefinementRegions(readWeights("face-mesh")),
    canonicalFace: readCanonicalFace(readWeights("face-geometry")),
  },
);
async function record(photo: Uint8Array): Promise<void> {
  const watch = startStopwatch(() => 0);
  const source = await readSource(photo, codec, watch);
  if (!source.ok || !spec) return;
  const picture = await findFaces(spec, source.value, models, watch);
  const main = mainFaceOf(picture.faces);
  if (main) await readPerson(picture, main, models, watch);
}

for (const { bytes } of readPackagePhotos()) await record(bytes);
for await (const { photo } of makeComposites(compositeCases)) await record(photo);
const table = await measureRanges("person-classes", inputs);
const file = new URL("../../../networks/src/int8/person-ranges.ts", import.meta.url);
writeFileSync(file, formatRanges("personRanges", table));
process.stdout.write(`${JSON.stringify({ int8Ranges: table.ranges.length, inputs: inputs.length })}\n`);
