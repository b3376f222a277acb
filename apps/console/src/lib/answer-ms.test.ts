import { expect, test } from "vitest";
import { answerMsOf } from "./answer-ms.ts";

test("allows five minutes for uploads, sheets and photo files, and half a minute for other calls", () => {
  const fiveMinutesMs = 300_000;
  expect(answerMsOf("readStaffAccount", {})).toBe(30_000);
  expect(answerMsOf("readCodePicture", { picture: new Blob() })).toBe(fiveMinutesMs);
  for (const name of ["planSchoolImport", "importSchools", "planStaffImport", "importStaff", "startExport"] as const) {
    expect(answerMsOf(name, {}), name).toBe(fiveMinutesMs);
  }
});
