/** The figures of an evaluation as readable tables. */
import type { Bilingual, Language } from "@gradphoto/contract";
import { type Column, table } from "../table.ts";
import type { Evaluation, FoldRow } from "./evaluation.ts";
import type { GeometryRow } from "./geometry-rows.ts";
import type { GroupRow } from "./groups.ts";
import type { CheckRow, Totals } from "./tally.ts";

export function printEvaluation(evaluation: Evaluation, language: Language): string {
  const section = (title: Bilingual, body: string): string => `${title[language]}\n${body}`;
  const { totals, unreadable, checks, groups, geometry, folds, insideEveryWindow } = evaluation;
  const alarming = checks.filter((row) => row.missed.length + row.alarmsFail.length + row.alarmsWarn.length > 0);
  return [
    section({ zh: "合计", en: "Totals" }, table(totalColumns, totalLines(totals), language)),
    ...(folds.length ? [section({ zh: "按折", en: "By fold" }, table(foldColumns, folds, language))] : []),
    section({ zh: "各项检查", en: "Checks" }, table(checkColumns, checks, language)),
    section({ zh: "漏检与误报的照片", en: "Photos missed and false alarms" }, table(fileColumns, alarming, language)),
    section({ zh: "各人群", en: "Groups" }, table(groupColumns, groups, language)),
    section(
      {
        zh: `成品几何（${geometry.length} 张中 ${insideEveryWindow} 张全部在范围内）`,
        en: `Geometry of the results (${insideEveryWindow} of ${geometry.length} inside every window)`,
      },
      table(geometryColumns, geometry, language),
    ),
    ...(unreadable.length
      ? [
          section(
            { zh: "未能读取", en: "Unreadable" },
            unreadable.map(({ file, problem }) => `${file}: ${problem}`).join("\n"),
          ),
        ]
      : []),
  ].join("\n\n");
}

interface Line {
  readonly label: Bilingual;
  readonly figure: string;
  readonly files: readonly string[];
}

const line = (zh: string, en: string, figure: string, files: readonly string[] = []): Line => ({
  label: { zh, en },
  figure,
  files,
});

const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)}%`);

const totalLines = (totals: Totals): Line[] => [
  line("照片", "photos", `${totals.photos}`),
  line("标注原因中找到", "labelled reasons found", foundOf(totals)),
  line(
    "有问题的照片中至少找对一项",
    "bad photos with a correct reason",
    `${totals.badWithCorrectReason} of ${totals.bad}`,
  ),
  line("　其中拒绝 / 仅提示 / 无反应", "  refused / only flagged / silent", answersOf(totals), totals.badSilent),
  line(
    "合格照片误拒",
    "good photos wrongly refused",
    `${totals.wronglyRefused.length} of ${totals.good}`,
    totals.wronglyRefused,
  ),
  line(
    "合格照片误提示 / 干净",
    "good photos flagged / clean",
    `${totals.goodFlagged.length} / ${totals.goodClean}`,
    totals.goodFlagged,
  ),
  line("无人标注的发现（拒绝 + 提示）", "findings nobody labelled, fail + warn", alarmsOf(totals)),
];

const foundOf = ({ reasonsFound, reasonsLabelled }: Totals): string =>
  `${reasonsFound} of ${reasonsLabelled} (${percent(reasonsFound, reasonsLabelled)})`;
const answersOf = ({ badRefused, badOnlyFlagged, badSilent }: Totals): string =>
  `${badRefused} / ${badOnlyFlagged} / ${badSilent.length}`;
const alarmsOf = ({ unlabelledFail, unlabelledWarn }: Totals): string => `${unlabelledFail} + ${unlabelledWarn}`;

const totalColumns: readonly Column<Line>[] = [
  { head: { zh: "项目", en: "what" }, cell: ({ label }, language) => label[language] },
  { head: { zh: "数目", en: "figure" }, cell: ({ figure }) => figure },
  { head: { zh: "其中", en: "which" }, cell: ({ files }) => files.join(" ") },
];

const foldColumns: readonly Column<FoldRow>[] = [
  { head: { zh: "折", en: "fold" }, cell: ({ fold }) => `${fold}`, right: true },
  { head: { zh: "照片", en: "photos" }, cell: ({ totals }) => `${totals.photos}`, right: true },
  { head: { zh: "找到", en: "reasons found" }, cell: ({ totals }) => foundOf(totals), right: true },
  {
    head: { zh: "拒/提示/无", en: "bad: refused/flagged/silent" },
    cell: ({ totals }) => answersOf(totals),
    right: true,
  },
  {
    head: { zh: "误拒", en: "wrongly refused" },
    cell: ({ totals }) => `${totals.wronglyRefused.length} of ${totals.good}`,
    right: true,
  },
  { head: { zh: "未标注", en: "unlabelled" }, cell: ({ totals }) => alarmsOf(totals), right: true },
];

const number = (head: Bilingual, cell: (row: CheckRow) => number): Column<CheckRow> => ({
  head,
  cell: (row) => `${cell(row) || "·"}`,
  right: true,
});

const checkColumns: readonly Column<CheckRow>[] = [
  { head: { zh: "检查", en: "check" }, cell: ({ id }) => id },
  number({ zh: "标注", en: "labelled" }, ({ labelled }) => labelled),
  number({ zh: "拒绝", en: "fail" }, ({ foundFail }) => foundFail),
  number({ zh: "提示", en: "warn" }, ({ foundWarn }) => foundWarn),
  number({ zh: "漏检", en: "missed" }, ({ missed }) => missed.length),
  number({ zh: "误拒", en: "alarms fail" }, ({ alarmsFail }) => alarmsFail.length),
  number({ zh: "误提示", en: "alarms warn" }, ({ alarmsWarn }) => alarmsWarn.length),
  number({ zh: "可议", en: "debatable" }, ({ debatableHits }) => debatableHits.length),
];

const fileColumns: readonly Column<CheckRow>[] = [
  { head: { zh: "检查", en: "check" }, cell: ({ id }) => id },
  {
    head: { zh: "漏检 −　误拒 ✗　误提示 !", en: "missed −  false fail ✗  false warn !" },
    cell: ({ missed, alarmsFail, alarmsWarn }) =>
      [
        ...missed.map((file) => `−${file}`),
        ...alarmsFail.map((file) => `✗${file}`),
        ...alarmsWarn.map((file) => `!${file}`),
      ].join("  "),
  },
];

const groupColumns: readonly Column<GroupRow>[] = [
  { head: { zh: "人群", en: "group" }, cell: ({ group }) => group },
  { head: { zh: "照片", en: "photos" }, cell: ({ photos }) => `${photos}`, right: true },
  { head: { zh: "通过", en: "pass" }, cell: ({ pass }) => `${pass}`, right: true },
  { head: { zh: "提示", en: "warn" }, cell: ({ warn }) => `${warn}`, right: true },
  { head: { zh: "拒绝", en: "fail" }, cell: ({ fail }) => `${fail}`, right: true },
  {
    head: { zh: "误拒", en: "wrongly refused" },
    cell: ({ wronglyRefused, labelledPass }) => `${wronglyRefused} of ${labelledPass}`,
    right: true,
  },
];

const px = (head: Bilingual, cell: (row: GeometryRow) => number): Column<GeometryRow> => ({
  head,
  cell: (row) => cell(row).toFixed(0),
  right: true,
});

const geometryColumns: readonly Column<GeometryRow>[] = [
  { head: { zh: "照片", en: "photo" }, cell: ({ file }) => file },
  px({ zh: "头顶", en: "hair top" }, ({ hairTopPx }) => hairTopPx),
  px({ zh: "眼线", en: "eye line" }, ({ eyeLinePx }) => eyeLinePx),
  px({ zh: "脸宽", en: "face width" }, ({ faceWidthPx }) => faceWidthPx),
  px({ zh: "中线", en: "centre x" }, ({ faceCentreXPx }) => faceCentreXPx),
  px({ zh: "字节", en: "bytes" }, ({ bytes }) => bytes),
  px({ zh: "品质", en: "quality" }, ({ quality }) => quality),
  { head: { zh: "超出", en: "outside" }, cell: ({ outside }) => outside.join(" ") },
];
