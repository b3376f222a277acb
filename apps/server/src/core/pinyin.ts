/** Names in pinyin: lowercase syllables without tones, with ü written as v. */
import { pinyin } from "pinyin-pro";

const syllablesOf = (text: string, surname: "head" | "off"): readonly string[] =>
  pinyin(text.normalize("NFKC"), { toneType: "none", type: "array", v: true, nonZh: "consecutive", surname })
    .flatMap((syllable) => syllable.toLowerCase().split(/[^a-z]+/))
    .filter((syllable) => syllable !== "");

/** Such as `ji nan da xue`; empty when there is nothing to spell. */
export const spellName = (name: string): string => syllablesOf(name, "off").join(" ");

/** Spells a person's name. A character can be read differently as a surname. */
export const spellPerson = (name: string): readonly string[] => syllablesOf(name, "head");
