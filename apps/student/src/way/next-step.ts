/** Next page for each state of a collection. */
import { type CollectionState, isCollectionState, type StudentPage } from "@gradphoto/domain";
import type { Step } from "../parts/step-bar.tsx";

export type NextPage = Extract<
  StudentPage,
  "service" | "rules" | "standard" | "review" | "rejected" | "identity" | "completed"
>;

export interface NextStep {
  readonly step: Step;
  /** null: nothing to do here. */
  readonly page: NextPage | null;
}

const nextSteps: Readonly<Record<CollectionState, NextStep>> = {
  verified: { step: 1, page: "service" },
  paid: { step: 2, page: "rules" },
  processing: { step: 3, page: "standard" },
  ready: { step: 3, page: "standard" },
  in_review: { step: 4, page: "review" },
  rejected: { step: 4, page: "rejected" },
  approved: { step: 4, page: "review" },
  uploading: { step: 4, page: "review" },
  identity_check: { step: 4, page: "identity" },
  returned: { step: 4, page: "rejected" },
  refunding: { step: 4, page: null },
  completed: { step: 5, page: "completed" },
  closed: { step: 4, page: null },
  refunded: { step: 4, page: null },
};

/** An unknown state is displayed by its label and has no next page. */
export const nextStepOf = (state: string): NextStep =>
  isCollectionState(state) ? nextSteps[state] : { step: 1, page: null };
