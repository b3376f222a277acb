/** Names in pinyin: syllables in small letters without tones, ü as v. */
import { pinyin } from "pinyin-pro";

const syllablesOf = (text: string, surname: "head" | "off"): readonly string[] =>
  pinyin(text.normalize("NFKC"), { toneType: "none", type: "array", v: true, nonZh: "consecutive", surname })
    .flatMap((syllable) => syllable.toLowerCase().split(/[^a-z]+/))
    .filter((syllable) => syllable !== "");

/** `ji nan da xue`; empty where there is nothing to spell. */
export const spellName = (name: string): string => syllablesOf(name, "off").join(" ");

/** Of a person, whose family name may be read unlike the word. */
export const spellPerson = (name: string): readonly string[] => syllablesOf(name, "head");
