/** One photo scored: which labelled reasons the findings name, and which findings nobody labelled. */
import { type Finding, familyOf } from "@gradphoto/domain/photo-standard";
import type { LabelledPhoto } from "./labelled-photos.ts";

/** A finding that counts; `pass` and `unsure` count as nothing. */
export type Level = "warn" | "fail";

export interface Hit {
  readonly id: string;
  readonly level: Level;
}

export interface LabelledReason {
  readonly id: string;
  /** The strongest finding of the reason's family, null when missed. */
  readonly detected: Level | null;
}

export interface PhotoScore {
  readonly file: string;
  readonly labelledPass: boolean;
  /** Nothing but the wall or the number of pixels is labelled: a good photo once its background is replaced. */
  readonly goodButForBackground: boolean;
  readonly reasons: readonly LabelledReason[];
  /** Findings nobody labelled, one per family. */
  readonly falseAlarms: readonly Hit[];
  /** Findings careful people differ about, one per family; they count neither way. */
  readonly debatableHits: readonly Hit[];
}

export type Judged = Pick<Finding, "id" | "verdict" | "explainedBy">;

/**
 * A finding counts for a reason of its own family, and so does one that was seen and left to the finding of its cause.
 * An expected reason goes before a debatable one of the same family.
 */
export function scorePhoto(photo: LabelledPhoto, findings: readonly Judged[]): PhotoScore {
  const hits = findings.flatMap(({ id, verdict }): Hit[] =>
    verdict === "fail" || verdict === "warn" ? [{ id, level: verdict }] : [],
  );
  const detected = findings.flatMap(({ id, explainedBy }): Hit[] => {
    const cause = hits.find((hit) => hit.id === explainedBy);
    return cause ? [{ id, level: cause.level }] : [];
  });
  const labelledAs = (reasons: readonly string[], { id }: Hit): boolean =>
    familyOf(id).some((member) => reasons.includes(member));
  const unexpected = hits.filter((hit) => !labelledAs(photo.expected, hit));
  return {
    file: photo.file,
    labelledPass: photo.expected.length === 0,
    goodButForBackground: photo.expected.length > 0 && photo.expected.every((id) => backgroundOf.includes(id)),
    reasons: photo.expected.map((id) => ({
      id,
      detected: strongest([...hits, ...detected].filter((hit) => sameFamily(hit.id, id))),
    })),
    falseAlarms: oneOfEachFamily(unexpected.filter((hit) => !labelledAs(photo.debatable, hit))),
    debatableHits: oneOfEachFamily(unexpected.filter((hit) => labelledAs(photo.debatable, hit))),
  };
}

const backgroundOf: readonly string[] = ["background-busy", "background-shadow", "low-resolution"];

const sameFamily = (a: string, b: string): boolean => familyOf(a).includes(b);

function strongest(hits: readonly Hit[]): Level | null {
  if (hits.some(({ level }) => level === "fail")) return "fail";
  return hits.length > 0 ? "warn" : null;
}

/** Of every family the first of its strongest findings. */
function oneOfEachFamily(hits: readonly Hit[]): Hit[] {
  const stored: Hit[] = [];
  for (const hit of [
    ...hits.filter(({ level }) => level === "fail"),
    ...hits.filter(({ level }) => level === "warn"),
  ]) {
    if (!stored.some(({ id }) => sameFamily(id, hit.id))) stored.push(hit);
  }
  return stored;
}

/** The strongest finding of a photo that is not forgiven by its labels; debatable ones are no clean bill either. */
export function answerOf({ reasons, falseAlarms, debatableHits }: PhotoScore): Level | null {
  const detected = reasons.flatMap(({ id, detected: level }): Hit[] => (level ? [{ id, level }] : []));
  return strongest([...detected, ...falseAlarms, ...debatableHits]);
}
