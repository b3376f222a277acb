import { expect, test } from "vitest";
import { toldFindings } from "./told-findings.ts";

test("refusals go before warnings, what was not judged asks for no look, a note is told apart", () => {
  const told = toldFindings([
    { id: "dark", verdict: "warn" },
    { id: "earrings", verdict: "unsure" },
    { id: "glasses", verdict: "pass", note: true },
    { id: "mask", verdict: "pass" },
    { id: "face-count", verdict: "fail" },
  ]);
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  expect(ids(told.toLookAt)).toEqual(["face-count", "dark"]);
  expect(ids(told.unjudged)).toEqual(["earrings"]);
  expect(ids(told.notes)).toEqual(["glasses"]);
  expect(ids(told.passed)).toEqual(["mask"]);
});
