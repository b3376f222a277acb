/** Which terms of a project stay once students have started: what they have agreed to, and what their photos are made by. */
import { projectKindOf } from "./project-kinds.ts";

/** What a collection holds a frozen copy of, or a student has agreed to. */
const agreed = ["category", "graduationYear", "feeFen", "photoMaxAgeDays", "retentionDays", "refundRule"] as const;

/** What photos are made by: a collection holds its own copy, so that a wrong spec can be put right for those to come. */
const ofSpec = ["specId", "fileMinBytes", "fileMaxBytes"] as const;

export type FixedTerm = (typeof agreed)[number] | (typeof ofSpec)[number];

interface Move {
  readonly before: string;
  readonly after: string;
}

/** To another spec; graduates stay graduates, and new students new students. */
const movesSpec = ({ before: previous, after }: Move): boolean =>
  previous !== after && projectKindOf(previous) === projectKindOf(after);

/** An operator alone moves those to come to another spec, with its file window. */
export const fixedTermsOf = (role: string, specs: Move): readonly FixedTerm[] =>
  role === "operator" && movesSpec(specs) ? agreed : [...agreed, ...ofSpec];
