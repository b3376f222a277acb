/**
 * Tests of the figures of a run: reacting doses, curves that turn back beyond the noise, and side effects of a series
 * on other checks.
 */
import { findPhotoSpec, type Verdict } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import type { DosePoint } from "./curves.ts";
import { pageOf } from "./dose-page.ts";
import { plotOf } from "./dose-plot.ts";
import type { DoseRun, PersonCurves } from "./dose-run.ts";
import { isWrong, summarise } from "./dose-summary.ts";
import { turnedInPlane } from "./series/framing.ts";

const spec = findPhotoSpec("chsi-blue");
if (!spec) throw new Error("no spec chsi-blue");

const judged = (value: number): Verdict => (value > 10 ? "fail" : value > 6 ? "warn" : "pass");
const curve = (...values: number[]): DosePoint[] =>
  values.map((value, i) => ({ dose: 4 * i, value, verdict: judged(value) }));
const personOf = (person: number, tilt: DosePoint[], turn: Verdict = "pass"): PersonCurves => ({
  person,
  byCheck: new Map([
    ["head-tilt", tilt],
    [
      "not-frontal",
      tilt.map(({ dose }) => ({ dose, value: 3, verdict: dose > 0 ? turn : "pass" })),
    ],
  ]),
});
const runOf = (...curves: PersonCurves[]): DoseRun => ({
  people: curves.map((_, i) => ({ toneDeg: 10 * i })),
  photos: 0,
  bySeries: new Map([
    ["turned-in-plane", curves],
    ["harmless", curves.map(({ person }) => personOf(person, curve(1, 1.2)))],
  ]),
});

test("reports the doses at which a check warns and refuses, and how many people never get there", () => {
  const [summary] = summarise(
    runOf(personOf(0, curve(0, 4, 8, 12)), personOf(1, curve(0, 1, 2, 3))),
    [turnedInPlane],
    spec,
  );
  expect(summary?.checks[0]).toMatchObject({
    check: "head-tilt",
    people: 2,
    turningBack: 0,
    warn: { lower: 6, median: null, never: 1, already: 0 },
    fail: { lower: 10, never: 1 },
  });
});

test("a curve that decreases by less than the noise is right, and one that decreases by more is wrong", () => {
  const backBy = (degrees: number) => {
    const [summary] = summarise(
      runOf(personOf(0, curve(0, 4, 4 - degrees, 12))),
      [turnedInPlane],
      spec,
    );
    return summary?.checks.some(isWrong);
  };
  expect(backBy(0.1)).toBe(false);
  expect(backBy(2)).toBe(true);
});

test("reports a check that the series moved although it should not", () => {
  const [summary] = summarise(
    runOf(personOf(0, curve(0, 4, 8, 12), "warn"), personOf(1, curve(0, 4, 8, 12))),
    [turnedInPlane],
    spec,
  );
  expect(summary?.holds.find(({ check }) => check === "not-frontal")).toMatchObject({
    people: 2,
    moved: 1,
  });
});

test("plot and page contain limits and figures, and no images except plots", () => {
  const run = runOf(personOf(0, curve(0, 4, 8, 12)), personOf(1, curve(0, 3, 7, 11)));
  const summaries = summarise(run, [turnedInPlane], spec);
  const svg = plotOf(
    turnedInPlane,
    summaries[0]!.checks[0]!,
    (person) => run.people[person]!.toneDeg,
  );
  expect(svg).toContain("拒绝 refuse 10");
  expect(svg).not.toContain("<image");
  const pictures = [...pageOf(run, summaries).matchAll(/\]\((plots.*?)\)/g)].map(
    (match) => match[1],
  );
  expect(pictures).toEqual(["plots/turned-in-plane--head-tilt.svg"]);
});
