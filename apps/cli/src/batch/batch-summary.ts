/** What came of a batch, as two short tables. */
import type { Bilingual, Language } from "@gradphoto/domain/photo-standard";
import { reviewerLooks } from "../photo/summary.ts";
import { type Column, table } from "../table.ts";
import type { Processed } from "./process-photo.ts";

interface CountRow {
  readonly label: string;
  readonly count: number;
}

const verdictNames: Readonly<Record<string, Bilingual>> = {
  pass: { zh: "已制作，机器检查没有发现问题", en: "made, the machine found nothing wrong" },
  review: { zh: "已制作，需人工查看", en: "made, to be looked at by a person" },
  refused: { zh: "不符合要求，未制作", en: "not accepted, not made" },
  unreadable: { zh: "无法打开", en: "cannot be opened" },
  broken: { zh: "处理出错，下次重试", en: "broke, tried again next time" },
};

export function batchSummary(processed: readonly Processed[], language: Language): string {
  const verdicts = processed.map((photo) => (photo.how === "broken" ? "broken" : photo.entry.verdict));
  const outcomes = Object.entries(verdictNames).map(([verdict, name]) => ({
    label: name[language],
    count: verdicts.filter((each) => each === verdict).length,
  }));
  const before = processed.filter(({ how }) => how === "done-before").length;
  const earlier = { label: { zh: "　其中先前已完成", en: "  of these done before" }[language], count: before };
  const failing = processed.flatMap((photo) => (photo.how === "broken" ? [] : photo.entry.failing));
  const reasons = [...new Set(failing)]
    .map((id) => ({ label: id, count: failing.filter((each) => each === id).length }))
    .sort((a, b) => b.count - a.count);
  const rows = outcomes.filter(({ count }) => count > 0);
  const summary = table(columns({ zh: "结果", en: "outcome" }), before ? [...rows, earlier] : rows, language);
  const failed = table(columns({ zh: "不符合的检查", en: "checks not met" }), reasons, language);
  return [summary, ...(reasons.length === 0 ? [] : [failed]), reviewerLooks[language]].join("\n\n");
}

const columns = (head: Bilingual): readonly Column<CountRow>[] => [
  { head, cell: ({ label }) => label },
  { head: { zh: "照片", en: "photos" }, cell: ({ count }) => `${count}`, right: true },
];
