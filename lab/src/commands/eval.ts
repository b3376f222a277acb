/** Scores the checks against folders of labelled photos: tables on the terminal, a page of every photo, the files of docs/accuracy. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import { createSharpCodec } from "@gradphoto/engine/decoder";
import { createEnginePool } from "@gradphoto/engine/node";
import { accuracyPage, countsOf, withCounts } from "../eval/accuracy-table.ts";
import { type Evaluation, evaluate } from "../eval/evaluation.ts";
import { evaluationPage } from "../eval/html/page.ts";
import { picturesOf } from "../eval/html/pictures.ts";
import { type JudgedPhoto, judgePhotos } from "../eval/judge-photos.ts";
import { readLabels } from "../eval/labelled-photos.ts";
import { printEvaluation } from "../eval/print-evaluation.ts";

const help = `npm run lab -- eval <folder...> [--json] [--html file] [--table] [--jobs N]

Each folder holds photos and an index.json: a list of { file, expected, debatable, facts }, where expected is "pass" or a list
of check ids. --html writes a page with every photo and measure; it holds photos, keep it private. --table writes
docs/accuracy/README.md and domain/src/photo-standard/check-accuracy.ts, which the product reads.`;
const photoTimeoutMs = 60_000;
const progressEvery = 20;

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    html: { type: "string" },
    table: { type: "boolean", default: false },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const jobs = Number(values.jobs);
if (folders.length === 0 || !Number.isInteger(jobs) || jobs < 1) {
  console.error(help);
  process.exit(64);
}
const spec = findPhotoSpec(defaultPhotoSpecId)!;
const labels = await readLabels(folders);
const pool = await createEnginePool({ workers: jobs, timeoutMs: photoTimeoutMs, maxWaiting: jobs, heic: true });
let done = 0;
const onDone = (): void => {
  if (++done % progressEvery === 0) console.error(`${done} of ${labels.length} photos`);
};
try {
  const judged = await judgePhotos(labels, pool, { spec, jobs, onDone });
  const evaluation = evaluate(judged, spec);
  if (values.html !== undefined) await writePage(values.html, evaluation, judged);
  if (values.table) writeTables(evaluation);
  process.stdout.write(`${values.json ? JSON.stringify(evaluation, null, 2) : printEvaluation(evaluation)}\n`);
} finally {
  await pool.close();
}

async function writePage(path: string, evaluation: Evaluation, judged: readonly JudgedPhoto[]): Promise<void> {
  const codec = createSharpCodec({ heic: true });
  const visible = [];
  for (const [at, photo] of judged.entries())
    visible.push({ judged: photo, row: evaluation.photos[at]!, pictures: await picturesOf(photo, codec) });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, evaluationPage(evaluation, visible));
  console.error(`Wrote ${path}; it holds photos, keep it private.`);
}

function writeTables(evaluation: Evaluation): void {
  const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
  const figures = fromRoot("packages/domain/src/photo-standard/check-accuracy.ts");
  writeFileSync(figures, withCounts(readFileSync(figures, "utf8"), countsOf(evaluation)));
  writeFileSync(fromRoot("docs/accuracy/README.md"), accuracyPage(evaluation, spec));
}
