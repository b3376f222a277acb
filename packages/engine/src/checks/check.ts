/**
 * Definition of a check: one rule, one number, and its facts from the domain. A check reads its subject and changes
 * nothing.
 */
import {
  type Bilingual,
  type CheckFacts,
  type CheckId,
  checkFacts,
  type OverlayShape,
  type Point,
} from "@gradphoto/domain/photo-standard";
import type { IntakeSubject, MeasuredFace, PersonSubject, PictureSubject, ResultSubject } from "../subject/subject.ts";

export interface Reading {
  /** null when nothing could be measured; the finding is then `unsure`, and `message` states the reason. */
  readonly value: number | null;
  /** In pixels of the subject's picture; the runner converts them to source pixels. */
  readonly shapes?: readonly OverlayShape[];
  /** The strongest verdict that this measurement permits. */
  readonly atMost?: "warn";
  /** Reported as a note even when it passes. */
  readonly note?: true;
  /** With a null value: the file does not state it, as is common, so that no manual look is requested. */
  readonly unstated?: true;
  /** Specific text for the measurement, where a number alone is unclear. */
  readonly message?: Bilingual;
  /** Overrides the check's own advice, where this measurement calls for another step. */
  readonly advice?: Bilingual;
}

interface Named extends Omit<CheckFacts, "limits"> {
  readonly id: CheckId;
}

interface Measured<Stage extends string, Subject> extends Named {
  readonly stage: Stage;
  readonly measure: (subject: Subject) => Reading;
}

export type FileCheck = Measured<"file", IntakeSubject>;
export type PictureCheck = Measured<"picture", PictureSubject>;
export type PersonCheck = Measured<"person", PersonSubject> & {
  /** Judges the surroundings of the person, so a closed gate does not matter. */
  readonly ungated?: true;
};
export type ResultCheck = Measured<"result", ResultSubject>;

export type Check = FileCheck | PictureCheck | PersonCheck | ResultCheck;

/** What a check states itself; its facts and texts are in the domain. */
type Text<One extends Check> = Omit<One, "stage" | keyof CheckFacts>;

export const fileCheck = (text: Text<FileCheck>): FileCheck => ({ stage: "file", ...checkFacts[text.id], ...text });
export const pictureCheck = (text: Text<PictureCheck>): PictureCheck => ({
  stage: "picture",
  ...checkFacts[text.id],
  ...text,
});
/** Runs only when one person was found. */
export const personCheck = (text: Text<PersonCheck>): PersonCheck => ({
  stage: "person",
  ...checkFacts[text.id],
  ...text,
});
export const resultCheck = (text: Text<ResultCheck>): ResultCheck => ({
  stage: "result",
  ...checkFacts[text.id],
  ...text,
});

/** A length in the finished photo, and the line that shows it. */
export const lengthCheck = (
  id: CheckId,
  lengthOf: (measured: MeasuredFace) => number,
  lineOf: (measured: MeasuredFace) => readonly [Point, Point],
): ResultCheck =>
  resultCheck({
    id,
    measure: ({ measured }) => ({
      value: measured && lengthOf(measured),
      shapes: measured ? [{ kind: "line", points: lineOf(measured) }] : [],
    }),
  });
