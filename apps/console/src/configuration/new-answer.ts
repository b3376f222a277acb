/** A new canned answer, as the setting from which its proposal starts. */
import {
  addedAnswerCode,
  type Bilingual,
  configurationItems,
  configurationValueWords,
  initialAnswer,
  type ServiceAnswer,
} from "@gradphoto/domain";
import type { Setting } from "./setting-row.ts";

const item = "service-answer";
const nothing: Bilingual = { zh: "", en: "" };

export function newAnswer(uuid: string): Setting {
  const subject = addedAnswerCode(uuid);
  const value: ServiceAnswer = { ...nothing, title: nothing };
  return {
    ...{ item, subject, label: configurationItems[item].label, value },
    words: configurationValueWords(item, subject, initialAnswer(subject) ?? value),
    ...{ changeId: null, since: null, proposedBy: null, confirmedBy: null, waiting: null },
  };
}
