/** Rewrites the table of ranges that the person network is made with, from photos and drawn people that any machine has. */
import { writeFileSync } from "node:fs";
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/contract";
import { formatRanges, measureRanges } from "@gradphoto/networks/testing";
import { personInput } from "../models/person-classes.ts";
import { loadEngine } from "../node/index.ts";
import { type Engine, standardize } from "../standardize.ts";
import { compositeCases, makeComposite } from "./composites.ts";
import { readPackagePhotos } from "./golden.ts";

const spec = findPhotoSpec(defaultPhotoSpecId);
if (!spec) throw new Error("the default spec is missing");
const engine = await loadEngine({ heic: false });
const inputs: Float32Array[] = [];
const recording: Engine = {
  ...engine,
  models: {
    ...engine.models,
    segmentPerson(pyramid, part) {
      inputs.push(personInput(pyramid, part));
      return engine.models.segmentPerson(pyramid, part);
    },
  },
};
for (const { bytes } of readPackagePhotos()) await standardize(bytes, spec, recording);
for (const compositeCase of compositeCases) {
  const { photo } = await makeComposite(compositeCase);
  await standardize(photo, spec, recording);
}
const table = await measureRanges("person-classes", inputs);
const file = new URL("../../../networks/src/int8/person-ranges.ts", import.meta.url);
writeFileSync(file, formatRanges("personRanges", table));
process.stdout.write(`${JSON.stringify({ int8Ranges: table.ranges.length, inputs: inputs.length })}\n`);
