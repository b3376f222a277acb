/**
 * Checks whose limits operators may set, per spec: those whose limit is our own choice and not prescribed by a rule.
 */
import type { Bilingual } from "../core/bilingual.ts";
import type { CheckRow } from "../photo-standard/check-row.ts";
import { allCheckIds, type CheckId, checkRows, isCheckId } from "../photo-standard/check-rows.ts";
import { checkWords } from "../photo-standard/check-words.ts";
import type { CheckLimits } from "../photo-standard/finding.ts";
import { shippedSpecIdOf } from "../photo-standard/own-specs.ts";
import type { NamedPhotoSpec, PhotoSpec } from "../photo-standard/photo-spec.ts";
import { findPhotoSpec } from "../photo-standard/photo-specs.ts";

/**
 * Checks that are measured, or read by other checks, with their own limits. A trial on stored measurements would
 * predict wrong results.
 */
const readElsewhere: readonly CheckId[] = [
  "headwear",
  "smile-teeth",
  "mouth-open",
  "overexposed",
  "blur",
  "face-unclear",
  "dark",
];

/**
 * Returns why the limits of a check are fixed. Returns null if they can be set, that is, if only a false-alarm budget
 * determines them.
 */
export function limitReasons(check: CheckId): "rule" | "spec" | "read-elsewhere" | null {
  const { basis, limits }: CheckRow = checkRows[check];
  if (typeof limits === "function") return "spec";
  if (typeof basis !== "object") return "rule";
  return readElsewhere.includes(check) ? "read-elsewhere" : null;
}

export const hasOwnLimits = (check: CheckId): boolean => limitReasons(check) === null;

export const checksWithOwnLimits = allCheckIds.filter(hasOwnLimits);

const separator = ":";

export const checkSubject = (specId: string, check: CheckId): string =>
  `${specId}${separator}${check}`;

export interface CheckSubject {
  readonly spec: NamedPhotoSpec;
  readonly check: CheckId;
}

/** Returns null if the spec or check does not exist, or its limits are fixed. */
export function readCheckSubject(subject: string): CheckSubject | null {
  const [specId = "", check = "", more] = subject.split(separator);
  const spec = findPhotoSpec(specId);
  return spec && isCheckId(check) && hasOwnLimits(check) && more === undefined
    ? { spec, check }
    : null;
}

export function checkSubjectWords(subject: string): Bilingual | null {
  const parsed = readCheckSubject(subject);
  if (!parsed) return null;
  const { spec, check } = parsed;
  const { title } = checkWords[check];
  return { zh: `${title.zh} · ${spec.name.zh}`, en: `${title.en} · ${spec.name.en}` };
}

/** Current limits that differ from the spec's own, keyed by spec and check as in a subject. */
export type SetLimits = Readonly<Record<string, CheckLimits>>;

/**
 * Applies the current limits to the spec, including those of the spec that it derives from. Limits that a project
 * has set itself are unchanged.
 */
export function withSetLimits<Spec extends PhotoSpec>(spec: Spec, set: SetLimits): Spec {
  const specId = shippedSpecIdOf(spec.id) ?? spec.id;
  const own = checksWithOwnLimits.flatMap((check) => {
    const limits = set[checkSubject(specId, check)];
    return limits === undefined ? [] : [[check, limits] as const];
  });
  return own.length === 0
    ? spec
    : { ...spec, limits: { ...spec.limits, ...Object.fromEntries(own) } };
}
