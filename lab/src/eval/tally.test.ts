import { photoSpecs } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import type { PhotoScore } from "./score-photo.ts";
import { checkRows, totalsOf } from "./tally.ts";

const score = (file: string, parts: Partial<PhotoScore> = {}): PhotoScore => ({
  file,
  labelledPass: !parts.reasons?.length,
  goodButForBackground: false,
  reasons: [],
  falseAlarms: [],
  debatableHits: [],
  ...parts,
});

const scores: readonly PhotoScore[] = [
  score("refused.jpg", {
    reasons: [
      { id: "blur", detected: "fail" },
      { id: "dark", detected: null },
    ],
    falseAlarms: [{ id: "mask", level: "warn" }],
  }),
  score("flagged.jpg", { reasons: [{ id: "blur", detected: "warn" }] }),
  score("refused-for-another.jpg", {
    reasons: [{ id: "mask", detected: null }],
    falseAlarms: [{ id: "hair-top", level: "fail" }],
  }),
  score("silent.jpg", { reasons: [{ id: "blur", detected: null }] }),
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

test("totals count detected reasons, answers to bad photos, and findings on good ones", () => {
  expect(totalsOf(scores)).toMatchObject({
    photos: 8,
    detectedReasons: { count: 2, of: 5 },
    badWithCorrectReason: { count: 2, of: 4 },
    badRefused: 2,
    badOnlyFlagged: 1,
    badSilent: ["silent.jpg"],
    goodRefused: { count: 1, of: 4 },
    wronglyRefused: ["good-refused.jpg"],
    goodFlagged: ["good-flagged.jpg"],
    unlabelledFail: 2,
    unlabelledWarn: 3,
    unlabelledPerPhoto: 5 / 8,
  });
});

test("totals exclude a busy wall from machine detection, and count refusals for other reasons", () => {
  const background = score("room.jpg", {
    goodButForBackground: true,
    reasons: [{ id: "background-busy", detected: "warn" }],
    falseAlarms: [{ id: "blue-clothes", level: "fail" }],
  });
  expect(totalsOf([background])).toMatchObject({
    detectedReasons: { count: 1, of: 1 },
    tellableDetected: { count: 0, of: 0 },
    goodButForBackgroundRefused: { count: 1, of: 1 },
    refusedForAnother: ["room.jpg"],
  });
});

test("each check has a row of detected, missed, false alarms and debatable hits by file", () => {
  const rows = checkRows(scores, [], ["dark", "blur"], photoSpecs[0]);
  expect(rows.map(({ id }) => id)).toEqual(["dark", "blur", "mask", "hair-top"]);
  expect(rows[0]).toMatchObject({
    id: "dark",
    detected: { count: 0, of: 1 },
    missed: ["refused.jpg"],
    alarmsFail: ["good-refused.jpg"],
    alarmsWarn: ["good-flagged.jpg"],
    debatableHits: ["debatable.jpg"],
  });
  expect(rows[1]).toMatchObject({
    detected: { count: 2, of: 3 },
    detectedFail: { count: 1, of: 3 },
    missed: ["silent.jpg"],
  });
});
