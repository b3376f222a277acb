/** Subjects of configuration items with one value per subject: their names and initial values. */
import type { Bilingual } from "../core/bilingual.ts";
import { isMessageTemplate, messageTemplateCodes, messageTemplates } from "../messages/message-templates.ts";
import { initialMessageWords } from "../messages/message-words.ts";
import { limitsOf } from "../photo-standard/check-facts.ts";
import { initialOwnSpec } from "../photo-standard/own-specs.ts";
import { allReviewReasons, isReviewReason, reviewReasons } from "../reviews/review-reasons.ts";
import { allServiceMacros, initialAnswer, isServiceMacro, serviceMacros } from "../service-desk/service-macros.ts";
import { checkSubjectWords, readCheckSubject } from "./check-subjects.ts";
import {
  type AnyConfigurationValue,
  type ConfigurationItem,
  configurationItems,
  type SubjectKind,
} from "./configuration-items.ts";

interface Subjects {
  /** Listed even if they were never changed. */
  readonly always: readonly string[];
  /** Returns null if the subject does not exist. */
  readonly words: (subject: string) => Bilingual | null;
  readonly initial: (subject: string) => AnyConfigurationValue | null;
}

const subjects: Readonly<Record<SubjectKind, Subjects>> = {
  spec: { always: [], words: () => null, initial: initialOwnSpec },
  check: {
    always: [],
    words: checkSubjectWords,
    initial: (subject) => {
      const match = readCheckSubject(subject);
      return match && limitsOf(match.check, match.spec);
    },
  },
  message: {
    always: messageTemplateCodes,
    words: (code) => (isMessageTemplate(code) ? messageTemplates[code].label : null),
    initial: (code) => (isMessageTemplate(code) ? initialMessageWords(code) : null),
  },
  answer: {
    always: allServiceMacros,
    words: (code) => (isServiceMacro(code) ? serviceMacros[code].label : null),
    initial: initialAnswer,
  },
  reason: {
    always: allReviewReasons,
    words: (code) => (isReviewReason(code) ? reviewReasons[code].label : null),
    initial: (code) => (isReviewReason(code) ? reviewReasons[code].advice : null),
  },
};

const subjectsOf = (item: ConfigurationItem): Subjects | null => {
  const { of } = configurationItems[item];
  return of === null ? null : subjects[of];
};

export const alwaysVisible = (item: ConfigurationItem): readonly string[] => subjectsOf(item)?.always ?? [];

export const subjectWords = (item: ConfigurationItem, subject: string): Bilingual | null =>
  subjectsOf(item)?.words(subject) ?? null;

/** Initial value of one subject of an item; null if the subject does not exist. */
export const initialOfSubject = (item: ConfigurationItem, subject: string): AnyConfigurationValue | null =>
  subjectsOf(item)?.initial(subject) ?? null;
