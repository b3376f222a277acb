/**
 * Terms of a project that are fixed once students have started: those they agreed to, and those their photos are made
 * by.
 */
import { projectKindOf } from "./project-kinds.ts";

/** Terms that a student has agreed to, or that a collection stores a frozen copy of. */
const agreed = ["category", "graduationYear", "feeFen", "photoMaxAgeDays", "retentionDays", "refundRule"] as const;

/**
 * Terms that photos are made by: a collection stores its own copy, so a wrong spec can be corrected for later
 * collections.
 */
const ofSpec = ["specId", "fileMinBytes", "fileMaxBytes"] as const;

export type FixedTerm = (typeof agreed)[number] | (typeof ofSpec)[number];

interface Move {
  readonly before: string;
  readonly after: string;
}

/** Returns true if the change is to another spec of the same project kind. */
const movesSpec = ({ before: previous, after }: Move): boolean =>
  previous !== after && projectKindOf(previous) === projectKindOf(after);

/** Only an operator may move later collections to another spec, together with its file window. */
export const fixedTermsOf = (role: string, specs: Move): readonly FixedTerm[] =>
  role === "operator" && movesSpec(specs) ? agreed : [...agreed, ...ofSpec];
