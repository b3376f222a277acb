import { draftOf, photoSpecs } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { enteredFrom, isWhole, specFrom } from "./draft-form.ts";

test.each(photoSpecs)("a draft from $id comes out of its form as it went in", (spec) => {
  const draft = draftOf(spec);
  const entered = { ...enteredFrom(draft), name: draft.name };
  expect(isWhole(entered)).toBe(true);
  expect(specFrom(entered, spec.id)).toStrictEqual(draft);
  expect(isWhole({ ...entered, colour: "blue" })).toBe(false);
});
