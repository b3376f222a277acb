/** The figures of an evaluation as readable tables. */
import type { Evaluation, HalfRow } from "./evaluation.ts";
import type { GeometryRow } from "./geometry-rows.ts";
import type { GroupRow } from "./groups.ts";
import type { CheckRow, Share, Totals } from "./tally.ts";

export function printEvaluation(evaluation: Evaluation): string {
  const section = (title: string, body: string): string => `${title}\n${body}`;
  const { totals, halves, unreadable, checks, groups, geometry, insideEveryWindow } = evaluation;
  const alarming = checks.filter((row) => row.missed.length + row.alarmsFail.length + row.alarmsWarn.length > 0);
  return [
    section("Totals", table(totalColumns, totalLines(totals))),
    section("Each half of the people by limits chosen on the other", table(halfColumns, halves)),
    section("Checks (intervals are Wilson's, 95 %)", table(checkColumns, checks)),
    section("Photos missed and false alarms", table(fileColumns, alarming)),
    section("Groups", table(groupColumns, groups)),
    section(
      `Geometry of the results (${insideEveryWindow} of ${geometry.length} inside every window)`,
      table(geometryColumns, geometry),
    ),
    ...(unreadable.length
      ? [section("Unreadable", unreadable.map(({ file, problem }) => `${file}: ${problem}`).join("\n"))]
      : []),
  ].join("\n\n");
}

interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Numbers line up at the right. */
  readonly right?: true;
}

/** One head line, one line per row; cells are two blanks apart. */
function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const padded = (text: string, at: number): string =>
    columns[at]?.right ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  return cells.map((line) => line.map(padded).join("  ").trimEnd()).join("\n");
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const range = ([low, high]: Share["interval"]): string => `${percent(low)}–${percent(high)}`;
/** "8/9 (57%–98%)"; nothing where nothing was counted. */
const format = (share: Share): string =>
  share.of === 0 ? "·" : `${share.count}/${share.of} (${range(share.interval)})`;
const rounded = (value: number): string => value.toFixed(2);

interface Line {
  readonly label: string;
  readonly figure: string;
  readonly files: readonly string[];
}

const line = (label: string, figure: string, files: readonly string[] = []): Line => ({ label, figure, files });

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
