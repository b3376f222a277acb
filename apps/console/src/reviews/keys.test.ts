import { reviewerReasonCodes } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { nameOfKey } from "../lib/use-keys.ts";
import { deskKeys, findingKeys, reasonKeys } from "./keys.ts";
import { sheetKeys } from "./sheet.ts";

const nothing = (): void => undefined;
const deskActs = {
  ...{
    approve: nothing,
    reject: nothing,
    escalate: nothing,
    exception: nothing,
    skip: nothing,
    undo: nothing,
    flipEarlier: nothing,
  },
  ...{ blink: nothing, flipOverlays: nothing, look: nothing, flipFull: nothing, zoomBy: nothing },
};
const visible = findingKeys(new Array<string>(20).fill("finding"), nothing);
const reasonActs = {
  flip: nothing,
  search: nothing,
  repeated: nothing,
  send: nothing,
  close: nothing,
};

test.each([
  ["a reviewer's desk", [...deskKeys(deskActs, "reviewer"), ...visible]],
  ["a senior reviewer's desk", [...deskKeys(deskActs, "senior-reviewer"), ...visible]],
  ["a second look", [...deskKeys(deskActs, "second-look"), ...visible]],
  [
    "a contact sheet",
    sheetKeys(12, {
      mark: nothing,
      reject: nothing,
      approve: nothing,
      original: nothing,
      move: nothing,
      undo: nothing,
    }),
  ],
  ["the reasons", reasonKeys({ ...reasonActs, words: { write: nothing, fillIn: nothing } })],
])("no two actions of %s have the same key", (_, keys) => {
  const names = keys.map(nameOfKey);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("every reason can be selected with a key", () => {
  const flipped: string[] = [];
  for (const { run } of reasonKeys({
    ...reasonActs,
    flip: (code) => flipped.push(code),
    words: null,
  }))
    run();
  expect(flipped).toEqual(reviewerReasonCodes);
});
