import { expect, test } from "vitest";
import type { PhotoScore } from "./score-photo.ts";
import { checkRows, totalsOf } from "./tally.ts";

const score = (file: string, parts: Partial<PhotoScore> = {}): PhotoScore => ({
  file,
  labelledPass: !parts.reasons?.length,
  reasons: [],
  falseAlarms: [],
  debatableHits: [],
  ...parts,
});

const scores: readonly PhotoScore[] = [
  score("refused.jpg", {
    reasons: [
      { id: "blur", found: "fail" },
      { id: "dark", found: null },
    ],
    falseAlarms: [{ id: "mask", level: "warn" }],
  }),
  score("flagged.jpg", { reasons: [{ id: "blur", found: "warn" }] }),
  score("refused-for-another.jpg", {
    reasons: [{ id: "mask", found: null }],
    falseAlarms: [{ id: "hair-top", level: "fail" }],
  }),
  score("silent.jpg", { reasons: [{ id: "blur", found: null }] }),
  score("clean.jpg"),
  score("debatable.jpg", { debatableHits: [{ id: "dark", level: "fail" }] }),
  score("good-flagged.jpg", { falseAlarms: [{ id: "dark", level: "warn" }] }),
  score("good-refused.jpg", {
    falseAlarms: [
      { id: "dark", level: "fail" },
      { id: "blur", level: "warn" },
    ],
  }),
];

test("totals count reasons, answers to bad photos, and what happened to good ones", () => {
  expect(totalsOf(scores)).toEqual({
    photos: 8,
    reasonsLabelled: 5,
    reasonsFound: 2,
    bad: 4,
    badWithCorrectReason: 2,
    badRefused: 2,
    badOnlyFlagged: 1,
    badSilent: ["silent.jpg"],
    good: 4,
    wronglyRefused: ["good-refused.jpg"],
    goodFlagged: ["good-flagged.jpg"],
    goodClean: 2,
    unlabelledFail: 2,
    unlabelledWarn: 3,
  });
});

test("each check has a row of found, missed, false alarms and debatable hits by file", () => {
  const rows = checkRows(scores, ["dark", "blur", "glasses"]);
  expect(rows.map(({ id }) => id)).toEqual(["dark", "blur", "mask", "hair-top"]);
  expect(rows[0]).toEqual({
    id: "dark",
    labelled: 1,
    foundFail: 0,
    foundWarn: 0,
    missed: ["refused.jpg"],
    alarmsFail: ["good-refused.jpg"],
    alarmsWarn: ["good-flagged.jpg"],
    debatableHits: ["debatable.jpg"],
  });
  expect(rows[1]).toMatchObject({ labelled: 3, foundFail: 1, foundWarn: 1, missed: ["silent.jpg"] });
});
