/** `npm run cut-out`: our cut-outs beside the plain mask on composites with known truth; rewrites golden/cut-out.md. */
import { writeFileSync } from "node:fs";

const { defaultPhotoSpecId, findPhotoSpec } = await import("@gradphoto/domain/photo-standard");
const { loadEngine } = await import("../src/node/decoder.ts");
const { compositeCases } = await import("../src/testing/composites.ts");
const { formatTable, measureCases, medianRatios } = await import("../src/testing/measure-cut-outs.ts");

const spec = findPhotoSpec(defaultPhotoSpecId);
const engine = await loadEngine({ heic: false });
const cases = await measureCases(compositeCases, spec, engine);
const table = formatTable(cases);
writeFileSync(new URL("../golden/cut-out.md", import.meta.url), table);
process.stderr.write(table);
process.stdout.write(`${JSON.stringify({ bench: "matting", cases: cases.length, ...medianRatios(cases) })}\n`);
