/**
 * Rewrites the table of int8 ranges for the person network, measured on photos and drawn people that every machine
 * has.
 */
import { writeFileSync } from "node:fs";
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import { readCanonicalFace, readRefinementRegions } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { loadModels } from "../../../packages/engine/src/models/models.ts";
import { classCount, classMapSize } from "../../../packages/engine/src/models/person-classes.ts";
import { createSharpCodec } from "../../../packages/engine/src/node/decoder.ts";
import { createOnnxRuntime } from "../../../packages/engine/src/node/onnx-runtime.ts";
import { findFaces } from "../../../packages/engine/src/steps/find-face.ts";
import { readPerson } from "../../../packages/engine/src/steps/read-person.ts";
import { readSource } from "../../../packages/engine/src/steps/read-source.ts";
import { startStopwatch } from "../../../packages/engine/src/stopwatch.ts";
import { mainFaceOf } from "../../../packages/engine/src/subject/subject.ts";
import { compositeCases, makeComposites } from "../../../packages/engine/src/testing/composites.ts";
import { readPackagePhotos } from "../../../packages/engine/src/testing/photos.ts";
import { formatRanges, measureRanges } from "../networks/measure-ranges.ts";

const inputs: Float32Array[] = [];
const runtime = createOnnxRuntime(1);
const codec = createSharpCodec({ heic: false });
const recorder = {
  run: async (input: Float32Array) => {
    inputs.push(input.slice());
    return [new Float32Array(classMapSize * classMapSize * classCount)];
  },
};

// The person network itself cannot run yet, because building it needs the table that this command writes.
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
  if (!source.ok) return;
  const picture = await findFaces(spec, source.value, models, watch);
  const main = mainFaceOf(picture.faces);
  if (main) await readPerson(picture, main, models, watch);
}

for (const { bytes } of readPackagePhotos()) await record(bytes);
for await (const { photo } of makeComposites(compositeCases)) await record(photo);
const table = await measureRanges("person-classes", inputs);
const file = new URL("../../../packages/networks/src/int8/person-ranges.ts", import.meta.url);
writeFileSync(file, formatRanges("personRanges", table));
process.stdout.write(
  `${JSON.stringify({ int8Ranges: table.ranges.length, inputs: inputs.length })}\n`,
);
