/**
 * Definition of a check: one rule, one number, and its facts from the domain. A check reads its subject and changes
 * nothing.
 */
import {
  type Bilingual,
  type CheckId,
  type CheckRow,
  checkRows,
  type OverlayShape,
  type Point,
} from "@gradphoto/domain/photo-standard";
import type {
  IntakeSubject,
  MeasuredFace,
  PersonSubject,
  PictureSubject,
  ResultSubject,
} from "../subject/subject.ts";

/** Result of a measurement, with what is displayed about it. */
interface MeasuredReading {
  readonly value: number;
  /** Shapes in pixels of the subject's picture. The runner converts them to source pixels. */
  readonly shapes?: readonly OverlayShape[];
  /** The strongest verdict that this measurement permits. */
  readonly atMost?: "warn";
  /** True if it is reported as a note even when it passes. */
  readonly note?: true;
  /** Specific text for the measurement, where a number alone is unclear. */
  readonly message?: Bilingual;
  /** Title that overrides the check's own, where this measurement has another cause. */
  readonly title?: Bilingual;
  /** Advice that overrides the check's own, where this measurement calls for another step. */
  readonly advice?: Bilingual;
}

/** Nothing could be measured. The finding is then `unsure`. */
export type NoReading = {
  readonly value: null;
  /** Advice that replaces the note that a reviewer looks at it. */
  readonly advice?: Bilingual;
  /** True if the file does not state it, as is common, so that no manual look is requested. */
  readonly unstated?: true;
} & (
  | {
      /** Reason that completes the sentence “could not be judged, …”. */
      readonly why: Bilingual;
    }
  | {
      /** Complete sentence that replaces it. */
      readonly message: Bilingual;
    }
);

export type Reading = MeasuredReading | NoReading;

interface Named extends Omit<CheckRow, "limits"> {
  readonly id: CheckId;
}

interface Measured<Stage extends string, Subject> extends Named {
  readonly stage: Stage;
  readonly measure: (subject: Subject) => Reading;
}

export type FileCheck = Measured<"file", IntakeSubject>;
export type PictureCheck = Measured<"picture", PictureSubject>;
export type PersonCheck = Measured<"person", PersonSubject> & {
  /** True if it judges the surroundings of the person, so that a closed gate does not matter. */
  readonly ungated?: true;
};
export type ResultCheck = Measured<"result", ResultSubject>;

export type Check = FileCheck | PictureCheck | PersonCheck | ResultCheck;

/**
 * The part of a check that its own file defines: id, measurement and options. Unit, limits and texts come from the
 * domain's `checkRows`.
 */
type CheckDefinition<One extends Check> = Omit<One, "stage" | keyof CheckRow>;

export const fileCheck = (definition: CheckDefinition<FileCheck>): FileCheck => ({
  stage: "file",
  ...checkRows[definition.id],
  ...definition,
});
export const pictureCheck = (definition: CheckDefinition<PictureCheck>): PictureCheck => ({
  stage: "picture",
  ...checkRows[definition.id],
  ...definition,
});
/** Defines a check that runs only when one person was found. */
export const personCheck = (definition: CheckDefinition<PersonCheck>): PersonCheck => ({
  stage: "person",
  ...checkRows[definition.id],
  ...definition,
});
export const resultCheck = (definition: CheckDefinition<ResultCheck>): ResultCheck => ({
  stage: "result",
  ...checkRows[definition.id],
  ...definition,
});

const noFaceInResult: Bilingual = {
  zh: "标准照上没有找到人脸",
  en: "no face was found in the standard photo",
};

/** Defines a check of a length in the finished photo, with the line that shows it. */
export const lengthCheck = (
  id: CheckId,
  lengthOf: (measured: MeasuredFace) => number,
  lineOf: (measured: MeasuredFace) => readonly [Point, Point],
): ResultCheck =>
  resultCheck({
    id,
    measure: ({ measured }) =>
      measured
        ? { value: lengthOf(measured), shapes: [{ kind: "line", points: lineOf(measured) }] }
        : { value: null, why: noFaceInResult },
  });
