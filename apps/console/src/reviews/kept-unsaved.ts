/** Unsaved decisions as the tab keeps them, so that one that is loaded anew sends them all the same. */
import { isReviewReason } from "@gradphoto/domain";
import type { Made } from "./made.ts";

export interface Kept {
  readonly collectionId: string;
  /** The photo that it was made of: the student may have handed in another one since. */
  readonly attemptId: string;
  readonly nameMasked: string;
  readonly made: Made;
}

export const writeKept = (decisions: readonly Kept[]): string =>
  JSON.stringify(
    decisions.map(({ collectionId, attemptId, nameMasked, made }) => ({ collectionId, attemptId, nameMasked, made })),
  );

/** What was kept may be spoilt, or of another version of the console: what is no decision is left out. */
export function readKept(text: string | null): readonly Kept[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.flatMap(readOne) : [];
  } catch {
    return [];
  }
}

/**
 * What the tab keeps once `next` is on its way in the place of `before`: of the rest that it keeps, too, somebody who was
 * away meanwhile may be back.
 */
export function keptAfter(kept: readonly Kept[], before: readonly Kept[], next: readonly Kept[]): readonly Kept[] {
  const known = new Set([...before, ...next].map(({ collectionId }) => collectionId));
  return [...kept.filter(({ collectionId }) => !known.has(collectionId)), ...next];
}

/** A photo that was given back undecided is none. */
export const countDecisions = (text: string | null): number =>
  readKept(text).filter(({ made }) => made.decision !== "release").length;

function readOne(kept: unknown): readonly Kept[] {
  const { collectionId, attemptId, nameMasked, made } = fields(kept);
  const read = readMade(fields(made));
  return typeof collectionId === "string" && typeof attemptId === "string" && typeof nameMasked === "string" && read
    ? [{ collectionId, attemptId, nameMasked, made: read }]
    : [];
}

function readMade({ decision, reasons, words, reason, evidence, leftTo }: Fields): Made | null {
  if (decision === "approve") return { decision };
  if (decision === "escalate" && typeof reason === "string") return { decision, reason };
  if (decision === "grant-exception" && typeof evidence === "string") return { decision, evidence };
  if (decision === "release" && (leftTo === "others" || leftTo === "anyone")) return { decision, leftTo };
  if (decision !== "reject" || !Array.isArray(reasons) || !(words === null || typeof words === "string")) return null;
  const listed: readonly unknown[] = reasons;
  const known = listed.filter((one) => typeof one === "string" && isReviewReason(one));
  // With a reason less it would be another decision.
  return known.length === listed.length ? { decision, reasons: known, words } : null;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {});
