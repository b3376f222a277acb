/** Scores one photo: which labelled reasons the findings name, and which findings have no label. */
import { type Finding, familyOf } from "@gradphoto/domain/photo-standard";
import type { LabelledPhoto } from "./labelled-photos.ts";

/** Verdict that counts as a finding; `pass` and `unsure` do not. */
export type Level = "warn" | "fail";

export interface Hit {
  readonly id: string;
  readonly level: Level;
}

export interface LabelledReason {
  readonly id: string;
  /** Strongest finding in the family of the reason; null when there is none. */
  readonly detected: Level | null;
}

export interface PhotoScore {
  readonly file: string;
  readonly labelledPass: boolean;
  /** True if only the wall or the number of pixels is labelled: the photo is good once its background is replaced. */
  readonly goodButForBackground: boolean;
  readonly reasons: readonly LabelledReason[];
  /** Findings without a matching label, one per family. */
  readonly falseAlarms: readonly Hit[];
  /** Findings on which careful people disagree, one per family. They count neither as right nor as wrong. */
  readonly debatableHits: readonly Hit[];
}

export type Judged = Pick<Finding, "id" | "verdict" | "explainedBy">;

/**
 * Scores the findings of one photo. A finding counts for reasons of its own family. A finding that was attributed to
 * its cause counts too, with the level of the cause.
 * If an expected and a debatable reason have the same family, the expected one counts.
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
    goodButForBackground:
      photo.expected.length > 0 && photo.expected.every((id) => backgroundOf.includes(id)),
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

/** Selects the strongest finding of each family. */
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

/** Returns the strongest finding of a photo, including false alarms and debatable findings; null without any. */
export function answerOf({ reasons, falseAlarms, debatableHits }: PhotoScore): Level | null {
  const detected = reasons.flatMap(({ id, detected: level }): Hit[] =>
    level ? [{ id, level }] : [],
  );
  return strongest([...detected, ...falseAlarms, ...debatableHits]);
}
