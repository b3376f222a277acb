/** Subjects of configuration items with one value per subject: their names and initial values. */
import type { Bilingual } from "../core/bilingual.ts";
import {
  isMessageTemplate,
  messageTemplateCodes,
  messageTemplates,
} from "../messages/message-templates.ts";
import { initialMessageWords } from "../messages/message-words.ts";
import { limitsOf } from "../photo-standard/check-rows.ts";
import { allReviewReasons, isReviewReason, reviewReasons } from "../reviews/review-reasons.ts";
import {
  allServiceMacros,
  initialAnswer,
  isServiceMacro,
  serviceMacros,
} from "../service-desk/service-macros.ts";
import { checkSubjectWords, readCheckSubject } from "./check-subjects.ts";
import {
  type AnyConfigurationValue,
  type ConfigurationItem,
  configurationItems,
  type SubjectKind,
} from "./configuration-items.ts";

interface SubjectSource {
  /** Subjects that are listed even if they were never changed. */
  readonly alwaysListed: readonly string[];
  /** Returns the label of a subject; null if the subject does not exist or has no fixed label. */
  readonly label: (subject: string) => Bilingual | null;
  readonly initial: (subject: string) => AnyConfigurationValue | null;
}

const sources: Readonly<Record<SubjectKind, SubjectSource>> = {
  spec: { alwaysListed: [], label: () => null, initial: () => null },
  check: {
    alwaysListed: [],
    label: checkSubjectWords,
    initial: (subject) => {
      const checkSubject = readCheckSubject(subject);
      return checkSubject && limitsOf(checkSubject.check, checkSubject.spec);
    },
  },
  message: {
    alwaysListed: messageTemplateCodes,
    label: (code) => (isMessageTemplate(code) ? messageTemplates[code].label : null),
    initial: (code) => (isMessageTemplate(code) ? initialMessageWords(code) : null),
  },
  answer: {
    alwaysListed: allServiceMacros,
    label: (code) => (isServiceMacro(code) ? serviceMacros[code].label : null),
    initial: initialAnswer,
  },
  reason: {
    alwaysListed: allReviewReasons,
    label: (code) => (isReviewReason(code) ? reviewReasons[code].label : null),
    initial: (code) => (isReviewReason(code) ? reviewReasons[code].advice : null),
  },
};

const subjectsOf = (item: ConfigurationItem): SubjectSource | null => {
  const { of } = configurationItems[item];
  return of === null ? null : sources[of];
};

export const alwaysListedSubjects = (item: ConfigurationItem): readonly string[] =>
  subjectsOf(item)?.alwaysListed ?? [];

export const subjectWords = (item: ConfigurationItem, subject: string): Bilingual | null =>
  subjectsOf(item)?.label(subject) ?? null;

/** Initial value of one subject of an item; null if the subject does not exist. */
export const initialOfSubject = (
  item: ConfigurationItem,
  subject: string,
): AnyConfigurationValue | null => subjectsOf(item)?.initial(subject) ?? null;
