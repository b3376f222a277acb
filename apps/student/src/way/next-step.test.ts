import { allCollectionStates, isFinal, isFrozen } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { nextStepOf } from "./next-step.ts";

test("the steps never go back along the way", () => {
  const states = ["verified", "paid", "processing", "ready", "in_review", "approved", "uploading", "completed"];
  const steps = states.map((state) => nextStepOf(state).step);
  expect(steps).toEqual([...steps].sort());
});

test("every state that is not final leads somewhere, but while the money is on its way back", () => {
  const stuck = allCollectionStates.filter((state) => !isFinal(state) && nextStepOf(state).page === null);
  expect(stuck).toEqual(["refunding"]);
});

test("no frozen state leads to a page that takes a photo", () => {
  for (const state of allCollectionStates.filter(isFrozen)) {
    expect(["rules", "service", "standard", "rejected"]).not.toContain(nextStepOf(state).page);
  }
});

test("a state that this version does not know leads nowhere", () => {
  expect(nextStepOf("frozen-solid")).toEqual({ step: 1, page: null });
});
