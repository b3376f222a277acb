/** Conversion of a value between its form, where people type yuan and percent, and the service. */
import {
  type AnyConfigurationValue,
  addedAnswerCode,
  type Bilingual,
  type ConfigurationItem,
  configurationItems,
  configurationValueWords,
  type DurationUnit,
  durationInUnits,
  initialAnswer,
  minutesOf,
  type ServiceAnswer,
} from "@gradphoto/domain";
import type { Setting } from "./setting-row.ts";

const item = "service-answer";
const nothing: Bilingual = { zh: "", en: "" };

/** A new canned answer, as the setting from which its proposal starts. */
export function newAnswer(uuid: string): Setting {
  const subject = addedAnswerCode(uuid);
  const value: ServiceAnswer = { ...nothing, title: nothing };
  return {
    ...{ item, subject, label: configurationItems[item].label, value },
    words: configurationValueWords(item, subject, initialAnswer(subject) ?? value),
    ...{ changeId: null, since: null, proposedBy: null, confirmedBy: null, waiting: null },
  };
}

/** Field values of the form, by kind of item. */
export interface EnteredValue {
  readonly number?: number;
  /** Unit of the number, for a time span. */
  readonly unit?: DurationUnit;
  readonly text?: string;
  readonly titleZh?: string;
  readonly titleEn?: string;
  readonly isRetired?: boolean;
  readonly zh?: string;
  readonly en?: string;
  readonly from?: number;
  readonly until?: number;
}

/** Displayed number = value × gain. */
export const displayFactorOf = (item: ConfigurationItem): number => {
  const { kind } = configurationItems[item];
  return kind === "share" ? 100 : kind === "fen" ? 0.01 : 1;
};

const decimals = 6;
const rounded = (value: number): number => Number(value.toFixed(decimals));

/** True outside the item's range, which a setting made on the machine itself may be. */
export function isOutside(item: ConfigurationItem, value: AnyConfigurationValue): boolean {
  const { kind, min, max } = configurationItems[item];
  if (typeof value !== "number") return false;
  return value < min || value > max || (kind === "minutes" && !Number.isInteger(value));
}

/** A value outside its range opens as an empty field, because proposing it would be refused. */
export function toFieldValues(item: ConfigurationItem, value: AnyConfigurationValue): EnteredValue {
  if (isOutside(item, value))
    return configurationItems[item].kind === "minutes" ? { unit: "minute" } : {};
  if (typeof value === "number" && configurationItems[item].kind === "minutes")
    return durationInUnits(value);
  if (typeof value === "number") return { number: rounded(value * displayFactorOf(item)) };
  if (typeof value === "string") return { text: value };
  if ("from" in value) return value;
  if (!("zh" in value)) return {};
  const { zh, en, title, retired = false }: ServiceAnswer = value;
  return { zh, en, isRetired: retired, ...(title && { titleZh: title.zh, titleEn: title.en }) };
}

export function fromFieldValues(
  item: ConfigurationItem,
  entered: EnteredValue,
): AnyConfigurationValue {
  const {
    number = 0,
    unit = "minute",
    text = "",
    zh = "",
    en = "",
    from = 0,
    until = 0,
    titleZh,
    titleEn = "",
    isRetired = false,
  } = entered;
  const { kind } = configurationItems[item];
  if (kind === "text" || kind === "refundRule") return text;
  if (kind === "bilingual") return { zh, en };
  if (kind === "answer")
    return {
      ...(titleZh !== undefined && { title: { zh: titleZh, en: titleEn } }),
      ...{ zh, en },
      ...(isRetired && { retired: true }),
    };
  if (kind === "hours") return { from, until };
  if (kind === "minutes") return rounded(minutesOf(number, unit));
  return rounded(number / displayFactorOf(item));
}
