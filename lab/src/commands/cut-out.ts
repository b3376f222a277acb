/**
 * Compares the product's cut-outs with the plain mask on composites whose true alpha is known, measures each refinement
 * by leaving it out, and rewrites golden/cut-out.md.
 */
import { writeFileSync } from "node:fs";
import { defaultPhotoSpec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import { compositeCases, hardCases } from "../../../packages/engine/src/testing/composites.ts";
import {
  ablationTable,
  formatTable,
  measureCases,
  medianRatios,
} from "../../../packages/engine/src/testing/measure-cut-outs.ts";

const engine = await loadEngine({ heic: false });
const cases = await measureCases(compositeCases, defaultPhotoSpec, engine);
const hard = await measureCases(hardCases, defaultPhotoSpec, engine);
const table = [
  formatTable([...cases, ...hard]),
  await ablationTable(compositeCases, defaultPhotoSpec, engine),
  await ablationTable(hardCases, defaultPhotoSpec, engine),
].join("\n");
writeFileSync(new URL("../../../packages/engine/golden/cut-out.md", import.meta.url), table);
process.stderr.write(table);
process.stdout.write(
  `${JSON.stringify({ lab: "cut-out", cases: cases.length + hard.length, ...medianRatios(cases) })}\n`,
);
