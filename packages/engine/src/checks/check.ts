/** What a check is: one rule, one number, limits, words. A check reads its subject and changes nothing. */
import type { Bilingual, CheckLimits, OverlayShape, PhotoSpec, Unit, Verdict } from "@gradphoto/contract";
import type { IntakeSubject, PersonSubject, PictureSubject, ResultSubject } from "../subject/subject.ts";

export interface Reading {
  /** null when nothing could be measured; the finding is then `unsure`. */
  readonly value: number | null;
  /** In pixels of the picture the subject holds; the runner turns them into source pixels. */
  readonly shapes?: readonly OverlayShape[];
  /** The strongest verdict this measurement can carry. */
  readonly atMost?: "warn";
  /** Own words for what was measured, where a number alone says little. */
  readonly message?: Bilingual;
  /** Goes before the check's own advice, where this measurement calls for another step. */
  readonly advice?: Bilingual;
}

interface Words {
  /** As in photo-standard and in the labels of test photos. */
  readonly id: string;
  /** The matter in a few words. */
  readonly title: Bilingual;
  /** What the number is. */
  readonly quantity: Bilingual;
  /** What to do when it is not as it should be. */
  readonly advice: Bilingual;
  readonly unit: Unit;
  /** Defaults as the window of good values, or read from the spec's own windows; a spec's `limits` go before both. */
  readonly limits: CheckLimits | ((spec: PhotoSpec) => CheckLimits);
  /** When one of these checks fails it is the reason, and this finding would only say it again. */
  readonly explainedBy?: readonly string[];
}

interface Measured<Stage extends string, Subject> extends Words {
  readonly stage: Stage;
  readonly measure: (subject: Subject) => Reading;
}

export type FileCheck = Measured<"file", IntakeSubject>;
/** Findings with one of these verdicts leave no one person for the person checks to judge. */
interface Gate {
  readonly gate?: readonly Verdict[];
}

export type PictureCheck = Measured<"picture", PictureSubject> & Gate;
export type PersonCheck = Measured<"person", PersonSubject> &
  Gate & {
    /** Judges what is around the person, so a closed gate does not matter. */
    readonly ungated?: true;
  };
export type ResultCheck = Measured<"result", ResultSubject>;

export type Check = FileCheck | PictureCheck | PersonCheck | ResultCheck;

export const fileCheck = (check: Omit<FileCheck, "stage">): FileCheck => ({ stage: "file", ...check });
export const pictureCheck = (check: Omit<PictureCheck, "stage">): PictureCheck => ({ stage: "picture", ...check });
/** Runs only when one person was found. */
export const personCheck = (check: Omit<PersonCheck, "stage">): PersonCheck => ({ stage: "person", ...check });
export const resultCheck = (check: Omit<ResultCheck, "stage">): ResultCheck => ({ stage: "result", ...check });
