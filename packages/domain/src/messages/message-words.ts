/** Text of a text message to a student: allowed placeholders, length limits and formatting. */
import type { Bilingual, Language } from "../core/bilingual.ts";
import { brand } from "../core/bilingual.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";
import { studentPagePath } from "../core/student-pages.ts";
import { type MessageTemplateCode, messageTemplates } from "./message-templates.ts";

interface Placeholder {
  readonly about: Bilingual;
  /** Required: a message without this placeholder would lead nowhere. */
  readonly isNeeded: boolean;
  /** Value for a preview, recognizably fictitious. For the link, only the collection part. */
  readonly sample: string;
  /**
   * Characters counted towards the limit: a longer value is sent in full and may need one more SMS part. A link always
   * has the length of its sample.
   */
  readonly counted: number | null;
}

/** Filled when the message is sent; every message may use all of them, repeatedly. */
export const messagePlaceholders = {
  link: {
    about: { zh: "学生自己的采集页", en: "the student's own page" },
    isNeeded: true,
    sample: "00000000-0000-0000-0000-000000000000",
    counted: null,
  },
  school: {
    about: { zh: "院校名称", en: "the school's name" },
    isNeeded: false,
    sample: "示例大学",
    counted: 14,
  },
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

/** The default text, until operators set another. */
export function initialMessageWords(template: MessageTemplateCode): Bilingual {
  const { phrase, label, next, nextInText } = messageTemplates[template];
  return { zh: `${phrase}：${next.zh}。{link}`, en: `${label.en}: ${nextInText}. {link}` };
}

/** The gateway requires the sender's name before every text; it is not part of the editable text. */
const signatures: Readonly<Record<Language, string>> = {
  zh: `【${brand.zh}】`,
  en: `[${brand.en}] `,
};

const inBraces = /\{([^{}]*)\}/g;

/** Adds spaces around the link: phones include adjoining Chinese characters and full-width punctuation in it. */
const withLinkApart = (text: string): string =>
  text.replace(/(?<=\S)(?=\{link\})/g, " ").replace(/(?<=\{link\})(?=\S)/g, " ");

/** The complete text as it is sent. */
export const messageTextOf = (
  words: Bilingual,
  language: Language,
  values: MessageValues,
): string =>
  withLinkApart(signatures[language] + words[language]).replace(
    inBraces,
    (complete, name: string) => (isPlaceholder(name) ? values[name] : complete),
  );

export const messageLinkOf = (
  publicUrl: string,
  template: MessageTemplateCode,
  collectionId: string,
): string => `${publicUrl}/${studentPagePath(messageTemplates[template].page, { collectionId })}`;

export interface MessagePreview {
  /** With samples in place of the placeholders. */
  readonly text: string;
  /** Length that `mostCharacters` limits: each placeholder has its fixed length instead of that of its sample. */
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
    text: messageTextOf(words, language, {
      ...sample,
      school: school.sample,
      hotline: hotline.sample,
    }),
    characters: counted.length,
    parts: smsParts(counted),
    mostCharacters,
  };
}

/**
 * SMS length limits as gateways apply them to mainland phones in any language: a single message, and each part of a
 * longer one.
 */
const counting = { only: 70, part: 67 } as const;

export const smsParts = ({ length }: string): number =>
  length <= counting.only ? 1 : Math.ceil(length / counting.part);

/** Maximum number of parts: a link by itself may take more than one. */
const mostParts = 3;
const mostCharacters = mostParts * counting.part;

export type MessageWordsFault =
  | { readonly fault: "missing"; readonly placeholder: string }
  | { readonly fault: "unknown"; readonly placeholder: string }
  | { readonly fault: "long"; readonly characters: number; readonly mostCharacters: number }
  | { readonly fault: "signature"; readonly mark: string }
  | { readonly fault: "foreign"; readonly address: string };

/** Returns the first error of the text in either language; null: it can be sent. */
export function messageWordsFault(
  words: Bilingual,
  template: MessageTemplateCode,
  publicUrl: string,
): MessageWordsFault | null {
  const languages = ["zh", "en"] as const;
  return (
    languages
      .map(
        (language) =>
          placeholderFault(words[language]) ??
          signatureFault(words[language]) ??
          // Uses samples, because a placeholder value may be the beginning of an address.
          foreignAddress(previewMessage(words, language, template, publicUrl).text, publicUrl),
      )
      .find(Boolean) ??
    languages
      .map((language) => lengthFault(previewMessage(words, language, template, publicUrl)))
      .find(Boolean) ??
    null
  );
}

function placeholderFault(text: string): MessageWordsFault | null {
  const named = [...text.matchAll(inBraces)].map(([, name = ""]) => name);
  const unknown =
    named.find((name) => !isPlaceholder(name)) ?? /[{}]/.exec(text.replace(inBraces, ""))?.[0];
  if (unknown !== undefined)
    return {
      fault: "unknown",
      placeholder: unknown === "{" || unknown === "}" ? unknown : `{${unknown}}`,
    };
  const missing = allMessagePlaceholders.find(
    (name) => messagePlaceholders[name].isNeeded && !named.includes(name),
  );
  return missing === undefined ? null : { fault: "missing", placeholder: `{${missing}}` };
}

/** Normalizes text as phones do: one character width, without invisible characters. */
const seen = (text: string): string => text.normalize("NFKC").replace(/\p{Cf}/gu, "");

/** A gateway interprets text in these brackets as the sender's name. */
function signatureFault(text: string): MessageWordsFault | null {
  const mark = /[【】]/.exec(seen(text))?.[0];
  return mark === undefined ? null : { fault: "signature", mark };
}

const withScheme = /[a-z][a-z0-9+.-]*:\/\/[^\s/\p{Script=Han}，。；、）】{}]*/u;
const dottedNumbers = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)/;
/** Chinese top-level domains that phones recognize: with most others, text after a dot is simply a sentence. */
const chineseEndings =
  "中国|中國|公司|网络|網絡|中文网|在线|网址|网站|网店|商城|商店|集团|政务|公益|机构|信息|手机|移动|香港|台湾|台灣|我爱你";
const domain = new RegExp(
  `(?:(?:[a-z0-9-]+|\\p{Script=Han}+)\\.)+(?:[a-z]{2,}(?![a-z0-9])|${chineseEndings})`,
  "u",
);
const addresses = new RegExp(
  [withScheme, dottedNumbers, domain].map(({ source }) => source).join("|"),
  "giu",
);

const hostOf = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/\/.*$/, "")
    .replace(/:\d+$/, "");

/** Finds foreign addresses: a phone turns everything that looks like an address into a link. */
function foreignAddress(text: string, publicUrl: string): MessageWordsFault | null {
  const foreign = [...seen(text).matchAll(addresses)]
    .map(([address]) => address)
    .find((address) => hostOf(address) !== hostOf(publicUrl));
  return foreign === undefined ? null : { fault: "foreign", address: foreign };
}

const lengthFault = ({ characters, mostCharacters }: MessagePreview): MessageWordsFault | null =>
  characters > mostCharacters ? { fault: "long", characters, mostCharacters } : null;
