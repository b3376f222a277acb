/**
 * Terms of a project that are fixed once students have started: those they agreed to, and those their photos are made
 * by.
 */
import type { Bilingual } from "../core/bilingual.ts";
import { projectKindOf } from "./project-states.ts";

/** `attemptsLimit`: maximum number of photos; null: unlimited. */
export const onePaymentWords = (attemptsLimit: number | null): Bilingual => ({
  zh: `一次缴费，${attemptsLimit === null ? "多次拍摄" : `最多拍摄 ${attemptsLimit} 次`}，直到您满意提交为止`,
  en: `One payment, ${attemptsLimit === null ? "as many photos as you like" : `up to ${attemptsLimit} photos`} until you submit`,
});

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
