/** What a check is: one rule, one number, and the facts of the domain on it. A check reads its subject and changes nothing. */
import {
  type Bilingual,
  type CheckFacts,
  type CheckId,
  checkFacts,
  type OverlayShape,
} from "@gradphoto/domain/photo-standard";
import type { IntakeSubject, PersonSubject, PictureSubject, ResultSubject } from "../subject/subject.ts";

export interface Reading {
  /** null when nothing could be measured; the finding is then `unsure`, and `message` says why. */
  readonly value: number | null;
  /** In pixels of the picture the subject holds; the runner turns them into source pixels. */
  readonly shapes?: readonly OverlayShape[];
  /** The strongest verdict this measurement can carry. */
  readonly atMost?: "warn";
  /** Tells what passes all the same. */
  readonly note?: true;
  /** With a null value: the file states nothing of it, as most do, so that nobody is asked to look. */
  readonly unstated?: true;
  /** Own words for what was measured, where a number alone says little. */
  readonly message?: Bilingual;
  /** Goes before the check's own advice, where this measurement calls for another step. */
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
  /** Judges what is around the person, so a closed gate does not matter. */
  readonly ungated?: true;
};
export type ResultCheck = Measured<"result", ResultSubject>;

export type Check = FileCheck | PictureCheck | PersonCheck | ResultCheck;

/** What a check's file holds; its facts and its words are in the domain. */
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
