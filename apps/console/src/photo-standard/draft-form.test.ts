import { draftOf, photoSpecs } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { enteredFrom, isComplete, specFrom } from "./draft-form.ts";

test.each(photoSpecs)(
  "returns an unchanged draft from the form for $id, with its Chinese name in both languages",
  (spec) => {
    const draft = draftOf(spec);
    const entered = { ...enteredFrom(draft), name: draft.name.zh };
    expect(isComplete(entered)).toBe(true);
    const name = { zh: draft.name.zh, en: draft.name.zh };
    expect(specFrom(entered, draft)).toStrictEqual({ ...draft, name });
    expect(specFrom({ ...entered, source: "通知" }, draft).source).toEqual({
      zh: "通知",
      en: "通知",
    });
    expect(isComplete({ ...entered, colour: "blue" })).toBe(false);
  },
);

test("the widest file window of a spec needs both ends or none", () => {
  const draft = draftOf(photoSpecs[0]);
  const entered = { ...enteredFrom(draft), name: draft.name.zh };
  for (const half of [{ min: 20 }, { max: 60, min: null }])
    expect(isComplete({ ...entered, widestKb: half })).toBe(false);
  for (const complete of [{}, { min: null, max: null }, { min: 20, max: 60 }])
    expect(isComplete({ ...entered, widestKb: complete })).toBe(true);
});

test("keeps the processing mark of the spec from which the draft started", () => {
  const draft = { ...draftOf(photoSpecs[0]), marksProcessing: true };
  expect(specFrom({ ...enteredFrom(draft), name: draft.name.zh }, draft).marksProcessing).toBe(
    true,
  );
});
