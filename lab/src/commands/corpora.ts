/** Reads public collections of test files and compares the results with their documented contents. */
import { parseArgs } from "node:util";
import { type CodesMeasure, measureCodes } from "../corpora/codes.ts";
import { type Measured, measureCredentials } from "../corpora/credentials.ts";
import { measureHeif } from "../corpora/heif.ts";

const help = `npm run lab -- corpora --folder F [--folder F ...]

Measures every collection in the folders F, which are checkouts. Nothing is fetched.
  codes        github.com/zxing/zxing, github.com/zxing-cpp/zxing-cpp
  credentials  github.com/c2pa-org/public-testfiles, github.com/contentauth/c2pa-rs
  heif         github.com/nokiatech/heif_conformance, next to heif-dec (Debian package libheif-examples)`;

/** Only the measure of codes also reads pictures without any. */
type CorpusMeasure = Measured & Partial<Pick<CodesMeasure, "withoutCode" | "falsePositives">>;

/** Measures by collection. Each tries only the files that it knows. */
const measures: Readonly<Record<string, (folder: string) => Promise<CorpusMeasure>>> = {
  codes: measureCodes,
  credentials: measureCredentials,
  heif: measureHeif,
};

const { values } = parseArgs({
  options: {
    folder: { type: "string", multiple: true, default: [] },
    help: { type: "boolean", default: false },
  },
});
if (values.help || values.folder.length === 0) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const results: {
  readonly folder: string;
  readonly corpus: string;
  readonly measured: CorpusMeasure;
}[] = [];
for (const folder of values.folder) {
  for (const [corpus, measure] of Object.entries(measures)) {
    const measured = await measure(folder);
    if (measured.tried === 0) continue;
    const { tried, right, wrong, withoutCode, falsePositives = [] } = measured;
    console.error(`${folder}, ${corpus}: ${tried} tried, ${right} right, ${wrong.length} wrong`);
    for (const file of wrong) console.error(`  ${file}`);
    if (withoutCode !== undefined)
      console.error(`  ${withoutCode} without a code, ${falsePositives.length} read`);
    for (const file of falsePositives) console.error(`  ${file}`);
    results.push({ folder, corpus, measured });
  }
}
process.stdout.write(
  `${JSON.stringify({ lab: "corpora", results: results.map(({ measured, ...where }) => ({ ...where, ...measured })) })}\n`,
);
process.exitCode =
  results.length > 0 &&
  results.every(
    ({ measured: { wrong, falsePositives = [] } }) => wrong.length + falsePositives.length === 0,
  )
    ? 0
    : 1;
