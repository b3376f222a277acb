/** Whether photos can be tested before payment: the school offers it, and this phone runs the checks itself. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { holdEngine, whenToCheck } from "../platform/hold-engine.ts";
import { nextStepOf } from "./next-step.ts";

type Collection = RouteAnswer<"readCollection">;

export const isUnpaid = (collection: Collection | null): boolean =>
  collection !== null && nextStepOf(collection.state).page === "service";

export const mayTry = (collection: Collection | null): boolean =>
  collection !== null &&
  isUnpaid(collection) &&
  collection.feeFen > 0 &&
  collection.project.tryBeforePay &&
  holdEngine !== null &&
  whenToCheck() !== "never";
