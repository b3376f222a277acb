/**
 * Compares the product's cut-outs with the plain mask on composites whose true alpha is known, and rewrites
 * golden/cut-out.md.
 */
import { writeFileSync } from "node:fs";
import { defaultPhotoSpec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import { compositeCases } from "../../../packages/engine/src/testing/composites.ts";
import {
  formatTable,
  measureCases,
  medianRatios,
} from "../../../packages/engine/src/testing/measure-cut-outs.ts";

const engine = await loadEngine({ heic: false });
const cases = await measureCases(compositeCases, defaultPhotoSpec, engine);
const table = formatTable(cases);
writeFileSync(new URL("../../../packages/engine/golden/cut-out.md", import.meta.url), table);
process.stderr.write(table);
process.stdout.write(
  `${JSON.stringify({ lab: "cut-out", cases: cases.length, ...medianRatios(cases) })}\n`,
);
