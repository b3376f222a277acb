/**
 * Scores the checks against folders of labelled photos. Output: tables on the terminal, a page of every photo, and the
 * page of docs/accuracy.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import { createSharpCodec } from "@gradphoto/engine/decoder";
import { createEnginePool } from "@gradphoto/engine/node";
import { accuracyPage } from "../eval/accuracy-table.ts";
import type { CutOutRow } from "../eval/cut-outs.ts";
import { type Evaluation, evaluate, type HalfRow } from "../eval/evaluation.ts";
import type { GeometryRow } from "../eval/geometry-rows.ts";
import type { GroupRow } from "../eval/groups.ts";
import { evaluationPage } from "../eval/html/page.ts";
import { picturesOf } from "../eval/html/pictures.ts";
import { type JudgedPhoto, judgePhotos } from "../eval/judge-photos.ts";
import { readLabels } from "../eval/labelled-photos.ts";
import type { CheckRow, Share, Totals } from "../eval/tally.ts";

/** Formats the figures of an evaluation as text tables. */
function printEvaluation(evaluation: Evaluation): string {
  const section = (title: string, body: string): string => `${title}\n${body}`;
  const { totals, halves, unreadable, checks, groups, geometry, insideEveryWindow } = evaluation;
  const alarming = checks.filter(
    (row) => row.missed.length + row.alarmsFail.length + row.alarmsWarn.length > 0,
  );
  return [
    section("Totals", table(totalColumns, totalLines(totals))),
    section("Each half of the people by limits chosen on the other", table(halfColumns, halves)),
    section("Checks (intervals are Wilson's, 95 %)", table(checkColumns, checks)),
    section("Photos missed and false alarms", table(fileColumns, alarming)),
    section(
      "Photos with the fault and no value",
      table(unmeasuredColumns, unmeasuredLines(evaluation)),
    ),
    section("Cut-outs by eye, and those flagged", table(cutOutColumns, evaluation.cutOuts)),
    section("Groups", table(groupColumns, groups)),
    section(
      `Geometry of the results (${insideEveryWindow} of ${geometry.length} inside every window)`,
      table(geometryColumns, geometry),
    ),
    ...(unreadable.length
      ? [
          section(
            "Unreadable",
            unreadable.map(({ file, problem }) => `${file}: ${problem}`).join("\n"),
          ),
        ]
      : []),
  ].join("\n\n");
}

interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** True if it is right-aligned, for numbers. */
  readonly right?: true;
}

/** Formats one header line and one line per row; cells are separated by two spaces. */
function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [
    columns.map(({ head }) => head),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const padded = (text: string, at: number): string =>
    columns[at]?.right ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  return cells.map((line) => line.map(padded).join("  ").trimEnd()).join("\n");
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const range = ([low, high]: Share["interval"]): string => `${percent(low)}–${percent(high)}`;
/** Formats a share like "8/9 (57%–98%)". Empty when nothing was counted. */
const format = (share: Share): string =>
  share.of === 0 ? "·" : `${share.count}/${share.of} (${range(share.interval)})`;
const rounded = (value: number): string => value.toFixed(2);

interface Line {
  readonly label: string;
  readonly figure: string;
  readonly files: readonly string[];
}

const line = (label: string, figure: string, files: readonly string[] = []): Line => ({
  label,
  figure,
  files,
});

const totalLines = (totals: Totals): Line[] => [
  line("photos", `${totals.photos}`),
  line("labelled reasons found", format(totals.detectedReasons)),
  line("  without background, copies, drawings, selfies", format(totals.tellableDetected)),
  line("bad photos with a correct reason", format(totals.badWithCorrectReason)),
  line("  refused / only flagged / silent", answersOf(totals), totals.badSilent),
  line("good photos wrongly refused", format(totals.goodRefused), totals.wronglyRefused),
  line("good photos flagged", `${totals.goodFlagged.length}`, totals.goodFlagged),
  line(
    "good but for the background, refused for something else",
    format(totals.goodButForBackgroundRefused),
    totals.refusedForAnother,
  ),
  line("findings nobody labelled: fail + warn, per photo", alarmsOf(totals)),
];

const answersOf = ({ badRefused, badOnlyFlagged, badSilent }: Totals): string =>
  `${badRefused} / ${badOnlyFlagged} / ${badSilent.length}`;
const alarmsOf = ({ unlabelledFail, unlabelledWarn, unlabelledPerPhoto }: Totals): string =>
  `${unlabelledFail} + ${unlabelledWarn}, ${rounded(unlabelledPerPhoto)}`;

const totalColumns: readonly Column<Line>[] = [
  { head: "what", cell: ({ label }) => label },
  { head: "figure", cell: ({ figure }) => figure },
  { head: "which", cell: ({ files }) => files.join(" ") },
];

const halfColumns: readonly Column<HalfRow>[] = [
  { head: "half", cell: ({ half }) => half },
  { head: "photos", cell: ({ totals }) => `${totals.photos}`, right: true },
  { head: "reasons found", cell: ({ totals }) => format(totals.detectedReasons) },
  { head: "tellable found", cell: ({ totals }) => format(totals.tellableDetected) },
  { head: "good refused", cell: ({ totals }) => format(totals.goodRefused) },
  {
    head: "good but background refused",
    cell: ({ totals }) => format(totals.goodButForBackgroundRefused),
  },
  { head: "unlabelled, per photo", cell: ({ totals }) => alarmsOf(totals) },
];

const checkColumns: readonly Column<CheckRow>[] = [
  { head: "check", cell: ({ id }) => id },
  { head: "found", cell: ({ detected }) => format(detected) },
  { head: "found by fail", cell: ({ detectedFail }) => format(detectedFail) },
  { head: "false alarms", cell: ({ falseAlarm }) => format(falseAlarm) },
  { head: "false fails", cell: ({ falseFail }) => format(falseFail) },
  { head: "area", cell: ({ area }) => (area === null ? "·" : area.toFixed(3)), right: true },
  {
    head: "budget",
    cell: ({ budget }) => (budget === null ? "·" : `${100 * budget}%`),
    right: true,
  },
  { head: "debatable", cell: ({ debatableHits }) => `${debatableHits.length || "·"}`, right: true },
];

const fileColumns: readonly Column<CheckRow>[] = [
  { head: "check", cell: ({ id }) => id },
  {
    head: "missed −  false fail ✗  false warn !",
    cell: ({ missed, alarmsFail, alarmsWarn }) =>
      [
        ...missed.map((file) => `−${file}`),
        ...alarmsFail.map((file) => `✗${file}`),
        ...alarmsWarn.map((file) => `!${file}`),
      ].join("  "),
  },
];

interface UnmeasuredLine {
  readonly id: string;
  readonly file: string;
  readonly why: string;
}

const unmeasuredLines = ({ fixedRates }: Evaluation): UnmeasuredLine[] =>
  fixedRates.flatMap(({ id, unmeasuredPhotos }) =>
    unmeasuredPhotos.map((photo) => ({ id, ...photo })),
  );

const unmeasuredColumns: readonly Column<UnmeasuredLine>[] = [
  { head: "check", cell: ({ id }) => id },
  { head: "photo", cell: ({ file }) => file },
  { head: "why", cell: ({ why }) => why },
];

const cutOutColumns: readonly Column<CutOutRow>[] = [
  { head: "half", cell: ({ half }) => `${half}` },
  { head: "by eye", cell: ({ cleanness }) => cleanness },
  { head: "flagged", cell: ({ flagged }) => format(flagged) },
];

const groupColumns: readonly Column<GroupRow>[] = [
  { head: "group", cell: ({ group }) => group },
  { head: "photos", cell: ({ photos }) => `${photos}`, right: true },
  { head: "reasons found", cell: ({ detected }) => format(detected) },
  { head: "wrongly refused", cell: ({ wronglyRefused }) => format(wronglyRefused) },
  {
    head: "unlabelled per photo",
    cell: (row) => rounded(row.unlabelledPerPhoto),
    right: true,
  },
];

const px = (head: string, cell: (row: GeometryRow) => number): Column<GeometryRow> => ({
  head,
  cell: (row) => cell(row).toFixed(0),
  right: true,
});

const geometryColumns: readonly Column<GeometryRow>[] = [
  { head: "photo", cell: ({ file }) => file },
  px("hair top", ({ hairTopPx }) => hairTopPx),
  px("eye line", ({ eyeLinePx }) => eyeLinePx),
  px("face width", ({ faceWidthPx }) => faceWidthPx),
  px("centre x", ({ faceCentreXPx }) => faceCentreXPx),
  px("bytes", ({ bytes }) => bytes),
  px("quality", ({ quality }) => quality),
  { head: "outside", cell: ({ outside }) => outside.join(" ") },
];

const help = `npm run lab -- eval <folder...> [--json] [--html file] [--table] [--jobs N]

Each folder holds photos and an index.json: a list of { file, expected, debatable, facts }, where expected is "pass" or a list
of check ids. --html writes a page with every photo and measure; it holds photos, keep it private. --table writes
docs/accuracy/README.md. The figures that the product reads are in domain/src/photo-standard/checks.`;
const accuracyPath = fileURLToPath(new URL("../../../docs/accuracy/README.md", import.meta.url));
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
const pool = await createEnginePool({
  workers: jobs,
  timeoutMs: photoTimeoutMs,
  maxWaiting: jobs,
  heic: true,
});
let done = 0;
const onDone = (): void => {
  if (++done % progressEvery === 0) console.error(`${done} of ${labels.length} photos`);
};
try {
  const judged = await judgePhotos(labels, pool, { spec, jobs, onDone });
  const evaluation = evaluate(judged, spec);
  if (values.html !== undefined) await writePage(values.html, evaluation, judged);
  if (values.table) writeFileSync(accuracyPath, accuracyPage(evaluation, spec));
  process.stdout.write(
    `${values.json ? JSON.stringify(evaluation, null, 2) : printEvaluation(evaluation)}\n`,
  );
} finally {
  await pool.close();
}

async function writePage(
  path: string,
  evaluation: Evaluation,
  judged: readonly JudgedPhoto[],
): Promise<void> {
  const codec = createSharpCodec({ heic: true });
  const visible = [];
  for (const [at, photo] of judged.entries())
    visible.push({
      judged: photo,
      row: evaluation.photos[at]!,
      pictures: await picturesOf(photo, codec),
    });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, evaluationPage(evaluation, visible));
  console.error(`Wrote ${path}; it holds photos, keep it private.`);
}
