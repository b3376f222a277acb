/** Human-readable text for configuration values and their subjects. */
import type { Bilingual } from "../core/bilingual.ts";
import { isRefundRule, refundRules } from "../payments/refund-states.ts";
import { checkRows } from "../photo-standard/check-rows.ts";
import type { CheckLimits, Unit, Window } from "../photo-standard/finding.ts";
import type { OwnPhotoSpec } from "../photo-standard/own-specs.ts";
import { exactFigure, unitWords } from "../photo-standard/unit-words.ts";
import type { ServiceAnswer } from "../service-desk/service-macros.ts";
import { readCheckSubject } from "./check-subjects.ts";
import {
  type AnyConfigurationValue,
  type ConfigurationItem,
  type ConfigurationKind,
  configurationItems,
} from "./configuration-items.ts";
import { durationWords } from "./duration.ts";
import { subjectWords } from "./subjects.ts";

const none: Bilingual = { zh: "还没有", en: "None yet" };

const same = (text: string): Bilingual => ({ zh: text, en: text });

const exact = (value: number): string => String(Number(value.toFixed(4)));

/** 60000 → "60,000". */
const grouped = (value: number): string => new Intl.NumberFormat("en").format(value);

const fullHour = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

const numbers: Readonly<Partial<Record<ConfigurationKind, (value: number) => Bilingual>>> = {
  minutes: durationWords,
  share: (value) => same(`${exact(value * 100)}%`),
  fen: (value) => same(`¥${(value / 100).toFixed(2)}`),
  milliseconds: (value) => ({ zh: `${grouped(value)} 毫秒`, en: `${grouped(value)} ms` }),
  messages: (value) => ({ zh: `${grouped(value)} 条`, en: `${grouped(value)} messages` }),
};

/**
 * Label of the item, with the subject of this value. An answer that operators added has the title that they gave it.
 */
export function configurationLabel(
  item: ConfigurationItem,
  subject: string,
  value: AnyConfigurationValue,
): Bilingual {
  const { label } = configurationItems[item];
  const of = subjectWords(item, subject) ?? titleOf(value);
  return of ? { zh: `${label.zh}：${of.zh}`, en: `${label.en}: ${of.en}` } : label;
}

function titleOf(value: AnyConfigurationValue): Bilingual | null {
  if (typeof value !== "object") return null;
  const title = "title" in value ? value.title : "widthPx" in value ? value.name : null;
  return title?.zh ? title : null;
}

export function configurationValueWords(
  item: ConfigurationItem,
  subject: string,
  value: AnyConfigurationValue,
): Bilingual {
  if (value === "") return none;
  if (typeof value === "string")
    return configurationItems[item].kind === "refundRule" && isRefundRule(value)
      ? refundRules[value]
      : same(value);
  if (typeof value === "number")
    return numbers[configurationItems[item].kind]?.(value) ?? same(exact(value));
  if ("zh" in value) return answerInWords(value);
  if ("from" in value) return same(`${fullHour(value.from)}–${fullHour(value.until)}`);
  if ("widthPx" in value) return specInWords(value);
  const parsed = readCheckSubject(subject);
  return limitsInWords(value, parsed ? checkRows[parsed.check].unit : "score");
}

function specInWords({ name, retired = false }: OwnPhotoSpec): Bilingual {
  if (name.zh === "") return { zh: "—", en: "—" };
  return retired ? { zh: `已停用（${name.zh}）`, en: `Retired (${name.en})` } : name;
}

/** Only answers that operators added have a title and can be retired. */
function answerInWords({ zh, en, title, retired = false }: ServiceAnswer): Bilingual {
  if (zh === "" && en === "") return none;
  const message = title ? { zh: `${title.zh}：${zh}`, en: `${title.en}: ${en}` } : { zh, en };
  return retired
    ? { zh: `已停用（原文：${message.zh}）`, en: `Retired (text: ${message.en})` }
    : message;
}

/** Describes which values are refused and which are flagged for reviewers. */
function limitsInWords({ fail, warn }: CheckLimits, unit: Unit): Bilingual {
  const parts = [
    ...(fail ? [describeValue(fail, unit, { zh: "不通过", en: "refused" })] : []),
    ...(warn ? [describeValue(warn, unit, { zh: "提示审核员", en: "flagged for reviewers" })] : []),
  ];
  return { zh: parts.map(({ zh }) => zh).join("；"), en: parts.map(({ en }) => en).join("; ") };
}

/** Describes values outside the window. */
function describeValue({ min, max }: Window, unit: Unit, consequence: Bilingual): Bilingual {
  const { suffix } = unitWords[unit];
  const ends = [
    ...(min === undefined ? [] : [{ zh: "低于", en: "below", end: exactFigure(min, unit) }]),
    ...(max === undefined ? [] : [{ zh: "高于", en: "above", end: exactFigure(max, unit) }]),
  ];
  return {
    zh: `${ends.map(({ zh, end }) => `${zh} ${end}${suffix.zh}`).join("或")} ${consequence.zh}`,
    en: `${consequence.en} ${ends.map(({ en, end }) => `${en} ${end}${suffix.en}`).join(" or ")}`,
  };
}
