/** Whose limits operators may set: one check of one spec, where the limit is our own choice and no rule's number. */
import type { Bilingual } from "../core/bilingual.ts";
import { allCheckIds, type CheckFacts, type CheckId, checkFacts, isCheckId } from "../photo-standard/check-facts.ts";
import type { CheckLimits } from "../photo-standard/finding.ts";
import { findingWords } from "../photo-standard/finding-words.ts";
import { shippedSpecIdOf } from "../photo-standard/own-specs.ts";
import type { NamedPhotoSpec, PhotoSpec } from "../photo-standard/photo-spec.ts";
import { findPhotoSpec } from "../photo-standard/photo-specs.ts";

/** Measured, or read by other checks, with their own limits: a try on stored measurements would foretell wrongly. */
const readElsewhere: readonly CheckId[] = [
  "headwear",
  "smile-teeth",
  "mouth-open",
  "overexposed",
  "blur",
  "face-unclear",
  "dark",
];

/** Why the limits of a check are nobody's to set; null where they are, chosen by a budget of false alarms alone. */
export function whyLimitsStand(check: CheckId): "rule" | "spec" | "read-elsewhere" | null {
  const { basis, limits }: CheckFacts = checkFacts[check];
  if (typeof limits === "function") return "spec";
  if (typeof basis !== "object") return "rule";
  return readElsewhere.includes(check) ? "read-elsewhere" : null;
}

export const hasOwnLimits = (check: CheckId): boolean => whyLimitsStand(check) === null;

export const checksWithOwnLimits = allCheckIds.filter(hasOwnLimits);

const separator = ":";

export const checkSubject = (specId: string, check: CheckId): string => `${specId}${separator}${check}`;

export interface CheckSubject {
  readonly spec: NamedPhotoSpec;
  readonly check: CheckId;
}

/** null where there is no such spec or check, or its limits are nobody's to set. */
export function readCheckSubject(subject: string): CheckSubject | null {
  const [specId = "", check = "", more] = subject.split(separator);
  const spec = findPhotoSpec(specId);
  return spec && isCheckId(check) && hasOwnLimits(check) && more === undefined ? { spec, check } : null;
}

export function checkSubjectWords(subject: string): Bilingual | null {
  const match = readCheckSubject(subject);
  if (!match) return null;
  const { spec, check } = match;
  const { title } = findingWords[check];
  return { zh: `${title.zh} · ${spec.name.zh}`, en: `${title.en} · ${spec.name.en}` };
}

/** Limits in force, by spec and check as in a subject, where they are not the spec's own. */
export type SetLimits = Readonly<Record<string, CheckLimits>>;

/** The spec with the limits in force, also those of the spec it was drafted from; what a project has set for itself stays. */
export function withSetLimits<Spec extends PhotoSpec>(spec: Spec, set: SetLimits): Spec {
  const specId = shippedSpecIdOf(spec.id) ?? spec.id;
  const own = checksWithOwnLimits.flatMap((check) => {
    const limits = set[checkSubject(specId, check)];
    return limits === undefined ? [] : [[check, limits] as const];
  });
  return own.length === 0 ? spec : { ...spec, limits: { ...spec.limits, ...Object.fromEntries(own) } };
}
