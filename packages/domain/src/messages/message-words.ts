/** The words of a text message to a student: what may stand in them, how long they may be, and how they read. */
import type { Bilingual, Language } from "../core/bilingual.ts";
import { brand } from "../core/brand.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import { studentPagePath } from "../core/student-pages.ts";
import { type MessageTemplateCode, messageTemplates } from "./message-templates.ts";

interface Placeholder {
  readonly about: Bilingual;
  /** A message without it leads nowhere. */
  readonly isNeeded: boolean;
  /** Of a preview: evidently nobody's. Of the link it is the collection alone. */
  readonly sample: string;
  /** In characters, for the limit: one that is longer goes out whole, and may take a part more. A link is always as long as its sample. */
  readonly counted: number | null;
}

/** Filled when the message is sent; every message may have them all, once or more. */
export const messagePlaceholders = {
  link: {
    about: { zh: "学生自己的采集页", en: "the student's own page" },
    isNeeded: true,
    sample: "00000000-0000-0000-0000-000000000000",
    counted: null,
  },
  school: { about: { zh: "学校名称", en: "the school's name" }, isNeeded: false, sample: "示例大学", counted: 14 },
  hotline: {
    about: { zh: "项目的联系电话", en: "the project's telephone number" },
    isNeeded: false,
    sample: "000-0000 0000",
    counted: 20,
  },
} as const satisfies Readonly<Record<string, Placeholder>>;

export type MessagePlaceholder = keyof typeof messagePlaceholders;

export const allMessagePlaceholders = keysOf(messagePlaceholders);

const isPlaceholder = isKeyOf(messagePlaceholders);

export type MessageValues = Readonly<Record<MessagePlaceholder, string>>;

/** Our own words, until operators set others. */
export function initialMessageWords(template: MessageTemplateCode): Bilingual {
  const { phrase, label, next } = messageTemplates[template];
  return { zh: `${phrase}：${next.zh}。{link}`, en: `${label.en}: ${next.en}. {link}` };
}

/** The gateway wants the name of who sends before every text: it is no part of the words. */
const signatures: Readonly<Record<Language, string>> = { zh: `【${brand.zh}】`, en: `[${brand.en}] ` };

const inBraces = /\{([^{}]*)\}/g;

/** As it goes out. */
export const messageTextOf = (words: Bilingual, language: Language, values: MessageValues): string =>
  signatures[language] +
  words[language].replace(inBraces, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));

export const messageLinkOf = (publicUrl: string, template: MessageTemplateCode, collectionId: string): string =>
  `${publicUrl}/${studentPagePath(messageTemplates[template].page, { collectionId })}`;

export interface MessagePreview {
  /** With samples in place of the placeholders. */
  readonly text: string;
  /** With what is counted in their places. */
  readonly characters: number;
  readonly parts: number;
  readonly mostCharacters: number;
}

export function previewMessage(
  words: Bilingual,
  language: Language,
  template: MessageTemplateCode,
  publicUrl: string,
): MessagePreview {
  const { link, school, hotline } = messagePlaceholders;
  const sample = { link: messageLinkOf(publicUrl, template, link.sample) };
  const counted = messageTextOf(words, language, {
    ...sample,
    school: "校".repeat(school.counted),
    hotline: "0".repeat(hotline.counted),
  });
  return {
    text: messageTextOf(words, language, { ...sample, school: school.sample, hotline: hotline.sample }),
    characters: counted.length,
    parts: smsParts(counted),
    mostCharacters: mostOf(counted),
  };
}

/** Characters of a text message that goes alone, and of each part of one that is put together again on the phone. */
const chinese = { alone: 70, part: 67 } as const;
const latin = { alone: 160, part: 153 } as const;

const isLatin = (text: string): boolean => /^[\n\x20-\x7e]*$/.test(text);

export function smsParts(text: string): number {
  const { alone, part } = isLatin(text) ? latin : chinese;
  return text.length <= alone ? 1 : Math.ceil(text.length / part);
}

const mostParts = 2;

const mostOf = (text: string): number => mostParts * (isLatin(text) ? latin : chinese).part;

export type MessageWordsFault =
  | { readonly fault: "missing"; readonly placeholder: string }
  | { readonly fault: "unknown"; readonly placeholder: string }
  | { readonly fault: "long"; readonly characters: number; readonly mostCharacters: number }
  | { readonly fault: "foreign"; readonly address: string };

/** The first thing that is wrong with the words in either language; null: they can be sent. */
export function messageWordsFault(
  words: Bilingual,
  template: MessageTemplateCode,
  publicUrl: string,
): MessageWordsFault | null {
  const languages = ["zh", "en"] as const;
  return (
    languages
      .map((language) => placeholderFault(words[language]) ?? foreignAddress(words[language], publicUrl))
      .find(Boolean) ??
    languages.map((language) => lengthFault(previewMessage(words, language, template, publicUrl))).find(Boolean) ??
    null
  );
}

function placeholderFault(text: string): MessageWordsFault | null {
  const named = [...text.matchAll(inBraces)].map(([, name = ""]) => name);
  const unknown = named.find((name) => !isPlaceholder(name)) ?? /[{}]/.exec(text.replace(inBraces, ""))?.[0];
  if (unknown !== undefined)
    return { fault: "unknown", placeholder: unknown === "{" || unknown === "}" ? unknown : `{${unknown}}` };
  const missing = allMessagePlaceholders.find((name) => messagePlaceholders[name].isNeeded && !named.includes(name));
  return missing === undefined ? null : { fault: "missing", placeholder: `{${missing}}` };
}

const addresses = /[a-z][a-z0-9+.-]*:\/\/[^\s/\p{Script=Han}，。；、）】{}]*|(?:[a-z0-9-]+\.)+[a-z]{2,}(?![a-z0-9])/giu;

const hostOf = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/\/.*$/, "")
    .replace(/:\d+$/, "");

/** A phone makes a link of whatever looks like an address. */
function foreignAddress(text: string, publicUrl: string): MessageWordsFault | null {
  const foreign = [...text.normalize("NFKC").matchAll(addresses)]
    .map(([address]) => address)
    .find((address) => hostOf(address) !== hostOf(publicUrl));
  return foreign === undefined ? null : { fault: "foreign", address: foreign };
}

const lengthFault = ({ characters, mostCharacters }: MessagePreview): MessageWordsFault | null =>
  characters > mostCharacters ? { fault: "long", characters, mostCharacters } : null;
