import { allCollectionStates, isFinal, isFrozen } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { nextStepOf } from "./next-step.ts";

test("the step number never decreases along the collection states", () => {
  const states = [
    "verified",
    "paid",
    "processing",
    "ready",
    "in_review",
    "approved",
    "uploading",
    "completed",
  ];
  const steps = states.map((state) => nextStepOf(state).step);
  expect(steps).toEqual([...steps].sort());
});

test("every state that is not final has a next page, except refunding", () => {
  const stuck = allCollectionStates.filter(
    (state) => !isFinal(state) && nextStepOf(state).page === null,
  );
  expect(stuck).toEqual(["refunding"]);
});

test("no frozen state leads to a page that takes a photo", () => {
  for (const state of allCollectionStates.filter(isFrozen)) {
    expect(["rules", "service", "standard", "rejected"]).not.toContain(nextStepOf(state).page);
  }
});

test("an unknown state has no next page", () => {
  expect(nextStepOf("frozen-solid")).toEqual({ step: 1, page: null });
});
