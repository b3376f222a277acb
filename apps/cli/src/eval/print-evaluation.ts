/** The figures of an evaluation as readable tables. */
import type { Bilingual, Language } from "@gradphoto/domain/photo-standard";
import { type Column, table } from "../table.ts";
import type { Evaluation, HalfRow } from "./evaluation.ts";
import type { GeometryRow } from "./geometry-rows.ts";
import { type GroupRow, groupWords } from "./groups.ts";
import type { CheckRow, Share, Totals } from "./tally.ts";

export function printEvaluation(evaluation: Evaluation, language: Language): string {
  const section = (title: Bilingual, body: string): string => `${title[language]}\n${body}`;
  const { totals, halves, unreadable, checks, groups, geometry, insideEveryWindow } = evaluation;
  const alarming = checks.filter((row) => row.missed.length + row.alarmsFail.length + row.alarmsWarn.length > 0);
  return [
    section({ zh: "合计", en: "Totals" }, table(totalColumns, totalLines(totals), language)),
    section(
      { zh: "每一半人用另一半人选出的界限", en: "Each half of the people by limits chosen on the other" },
      table(halfColumns, halves, language),
    ),
    section(
      { zh: "各项检查（区间为 95% Wilson 区间）", en: "Checks (intervals are Wilson's, 95 %)" },
      table(checkColumns, checks, language),
    ),
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

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const range = ([low, high]: Share["interval"]): string => `${percent(low)}–${percent(high)}`;
/** "8/9 (57%–98%)"; nothing where nothing was counted. */
const shown = (share: Share): string =>
  share.of === 0 ? "·" : `${share.count}/${share.of} (${range(share.interval)})`;
const rounded = (value: number): string => value.toFixed(2);

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

const totalLines = (totals: Totals): Line[] => [
  line("照片", "photos", `${totals.photos}`),
  line("标注原因中找到", "labelled reasons found", shown(totals.reasonsFound)),
  line(
    "　不计背景、翻拍、非真人、自拍",
    "  without background, copies, drawings, selfies",
    shown(totals.tellableFound),
  ),
  line("有问题的照片中至少找对一项", "bad photos with a correct reason", shown(totals.badWithCorrectReason)),
  line("　其中拒绝 / 仅提示 / 无反应", "  refused / only flagged / silent", answersOf(totals), totals.badSilent),
  line("合格照片误拒", "good photos wrongly refused", shown(totals.goodRefused), totals.wronglyRefused),
  line("合格照片误提示", "good photos flagged", `${totals.goodFlagged.length}`, totals.goodFlagged),
  line(
    "只有背景不合格、却因别的原因被拒",
    "good but for the background, refused for something else",
    shown(totals.goodButForBackgroundRefused),
    totals.refusedForAnother,
  ),
  line("无人标注的发现（拒绝 + 提示，每张）", "findings nobody labelled: fail + warn, per photo", alarmsOf(totals)),
];

const answersOf = ({ badRefused, badOnlyFlagged, badSilent }: Totals): string =>
  `${badRefused} / ${badOnlyFlagged} / ${badSilent.length}`;
const alarmsOf = ({ unlabelledFail, unlabelledWarn, unlabelledPerPhoto }: Totals): string =>
  `${unlabelledFail} + ${unlabelledWarn}, ${rounded(unlabelledPerPhoto)}`;

const totalColumns: readonly Column<Line>[] = [
  { head: { zh: "项目", en: "what" }, cell: ({ label }, language) => label[language] },
  { head: { zh: "数目", en: "figure" }, cell: ({ figure }) => figure },
  { head: { zh: "其中", en: "which" }, cell: ({ files }) => files.join(" ") },
];

const halfWords: Readonly<Record<HalfRow["half"], Bilingual>> = {
  first: { zh: "第一半", en: "first" },
  second: { zh: "第二半", en: "second" },
  both: { zh: "合计", en: "both" },
};

const halfColumns: readonly Column<HalfRow>[] = [
  { head: { zh: "半", en: "half" }, cell: ({ half }, language) => halfWords[half][language] },
  { head: { zh: "照片", en: "photos" }, cell: ({ totals }) => `${totals.photos}`, right: true },
  { head: { zh: "找到", en: "reasons found" }, cell: ({ totals }) => shown(totals.reasonsFound) },
  { head: { zh: "找到（机器能判的）", en: "tellable found" }, cell: ({ totals }) => shown(totals.tellableFound) },
  { head: { zh: "合格误拒", en: "good refused" }, cell: ({ totals }) => shown(totals.goodRefused) },
  {
    head: { zh: "仅背景不合格误拒", en: "good but background refused" },
    cell: ({ totals }) => shown(totals.goodButForBackgroundRefused),
  },
  { head: { zh: "未标注，每张", en: "unlabelled, per photo" }, cell: ({ totals }) => alarmsOf(totals) },
];

const checkColumns: readonly Column<CheckRow>[] = [
  { head: { zh: "检查", en: "check" }, cell: ({ id }) => id },
  { head: { zh: "找到", en: "found" }, cell: ({ found }) => shown(found) },
  { head: { zh: "拒绝找到", en: "found by fail" }, cell: ({ foundFail }) => shown(foundFail) },
  { head: { zh: "误报", en: "false alarms" }, cell: ({ falseAlarm }) => shown(falseAlarm) },
  { head: { zh: "误拒", en: "false fails" }, cell: ({ falseFail }) => shown(falseFail) },
  { head: { zh: "曲线下面积", en: "area" }, cell: ({ area }) => (area === null ? "·" : area.toFixed(3)), right: true },
  {
    head: { zh: "误报预算", en: "budget" },
    cell: ({ budget }) => (budget === null ? "·" : `${100 * budget}%`),
    right: true,
  },
  { head: { zh: "可议", en: "debatable" }, cell: ({ debatableHits }) => `${debatableHits.length || "·"}`, right: true },
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
  { head: { zh: "人群", en: "group" }, cell: ({ group }, language) => groupWords(group)[language] },
  { head: { zh: "照片", en: "photos" }, cell: ({ photos }) => `${photos}`, right: true },
  { head: { zh: "找到", en: "reasons found" }, cell: ({ found }) => shown(found) },
  { head: { zh: "误拒", en: "wrongly refused" }, cell: ({ wronglyRefused }) => shown(wronglyRefused) },
  {
    head: { zh: "未标注，每张", en: "unlabelled per photo" },
    cell: (row) => rounded(row.unlabelledPerPhoto),
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
