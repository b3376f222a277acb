import { reviewReasons, serviceMacros } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { readRefusals } from "../core/collection/read-refusals.ts";
import { accepted } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openReviewWorld } from "./testing/review-world.ts";

const { db, world, handlers, reviewer, addLeased, reject } = await openReviewWorld();

test("shows students and reviewers the advice that operators set for a reason, and only for that reason", async () => {
  const { collectionId } = await addLeased(reviewer);
  await reject(collectionId);
  const adviceOf = async () => {
    const [refusal] = await readRefusals(db, world.deps.sealer, collectionId);
    return Object.fromEntries((refusal?.reasons ?? []).map(({ code, advice }) => [code, advice]));
  };
  const { glasses, background } = reviewReasons;
  expect(await adviceOf()).toEqual({ glasses: glasses.advice, background: background.advice });
  const set = {
    zh: "请摘下眼镜，再拍一张。",
    en: "Please take off your glasses and take it again.",
  };
  await confirmSetting(db, world.deps, "reason-advice", set, "glasses");
  await confirmSetting(
    db,
    world.deps,
    "service-answer",
    serviceMacros["call-again"].text,
    "call-again",
  );
  expect(await adviceOf()).toEqual({ glasses: set, background: background.advice });
  const { reasons } = accepted(await handlers.readReasonAdvice({}, reviewer));
  expect(reasons.find(({ code }) => code === "glasses")?.advice).toEqual(set);
  expect(reasons.find(({ code }) => code === "background")?.advice).toEqual(background.advice);
});
