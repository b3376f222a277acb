import { readFileSync } from "node:fs";
import {
  allClauseJudges,
  clauseAccuracies,
  clausesJudgedBy,
  findPhotoSpec,
  photoSpecs,
} from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { accuracyPage, countsOf, withCounts } from "./accuracy-table.ts";
import { evaluate } from "./evaluation.ts";
import type { CheckRow } from "./tally.ts";
import { shareOf } from "./tally.ts";

const fromRoot = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

const row = (id: string): CheckRow => ({
  id,
  detectedFail: shareOf(1, 4),
  detected: shareOf(3, 4),
  falseFail: shareOf(0, 90),
  falseAlarm: shareOf(2, 90),
  area: 0.98,
  budget: 0.01,
  missed: [],
  alarmsFail: [],
  alarmsWarn: [],
  debatableHits: [],
});

test("counts checks that can err, but not facts of files or checks that only note", () => {
  expect(countsOf({ checks: [row("blur"), row("pixels"), row("glasses"), row("object-on-head")] })).toEqual({
    blur: { faulty: 4, detected: 3, fine: 90, falseAlarms: 2 },
  });
});

test("writes the figures into the domain's file and changes nothing else in it", () => {
  const source = fromRoot("packages/domain/src/photo-standard/check-accuracy.ts");
  const counts = countsOf({ checks: [row("blur"), row("ears-hidden")] });
  const written = withCounts(source, counts);
  expect(written).toContain("  blur: { faulty: 4, detected: 3, fine: 90, falseAlarms: 2 },\n");
  expect(written).toContain('  "ears-hidden": {');
  expect(withCounts(written, counts)).toBe(written);
  expect(written.slice(0, 80)).toBe(source.slice(0, 80));
});

test("an empty evaluation still produces a complete page", () => {
  const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
  expect(accuracyPage(evaluate([], spec), spec)).toMatch(/Every clause[\s\S]*Every check/);
});

test("the committed page starts with the product's counts of clauses judged by machine, both and reviewers", () => {
  const [start = ""] = fromRoot("docs/accuracy/README.md").split("\n## ");
  for (const judge of allClauseJudges) {
    const count = clausesJudgedBy(judge).length;
    expect(start, judge).toContain(`**${count} 条`);
    expect(start, judge).toContain(`**${count} are`);
  }
  expect(start).toMatch(/60 %/);
});

test("the committed page has the product's figures for every clause", () => {
  const page = fromRoot("docs/accuracy/README.md");
  for (const { rule, counted } of clauseAccuracies) {
    const line = page.split("\n").find((text) => text.startsWith(`| ${rule.text.zh}<br>`)) ?? "";
    expect(line, rule.text.en).not.toBe("");
    if (counted) expect(line, rule.text.en).toContain(`${counted.detected}/${counted.faulty} `.replace("0/0 ", "–"));
  }
});
