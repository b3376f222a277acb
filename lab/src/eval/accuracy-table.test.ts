import { readFileSync } from "node:fs";
import {
  allClauseJudges,
  clausesJudgedBy,
  findPhotoSpec,
  photoSpecs,
  titleOf,
} from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { accuracyPage } from "./accuracy-table.ts";
import { evaluate } from "./evaluation.ts";

const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const page = readFileSync(new URL("../../../docs/accuracy/README.md", import.meta.url), "utf8");

test("an empty evaluation still produces a complete page", () => {
  expect(accuracyPage(evaluate([], spec), spec)).toMatch(
    /People never in view[\s\S]*Every clause[\s\S]*limits were chosen[\s\S]*Every check/,
  );
});

test("the committed page starts with the figures that the product reads, and the fitted ones come second", () => {
  const [independent] = accuracyPage(evaluate([], spec), spec).split("## 选择限值所用的照片");
  expect(page.startsWith(independent ?? "")).toBe(true);
  expect(page).toContain("## 选择限值所用的照片");
});

test("the start counts the clauses of each judge, and names a definite pass and one that found nothing", () => {
  const [start = ""] = page.split("\n## ");
  for (const judge of allClauseJudges)
    expect(start, judge).toContain(`**${clausesJudgedBy(judge).length} are`);
  for (const check of ["file-type", "earrings"] as const)
    for (const text of Object.values(titleOf(check, "pass"))) expect(start, check).toContain(text);
  expect(page).toMatch(/60 %/);
});
