/** Names in pinyin, in lowercase without tones and with ü written as v, and the user names derived from them. */
import { pinyin } from "pinyin-pro";

const syllablesOf = (text: string, surname: "head" | "off"): readonly string[] =>
  pinyin(text.normalize("NFKC"), {
    toneType: "none",
    type: "array",
    v: true,
    nonZh: "consecutive",
    surname,
  })
    .flatMap((syllable) => syllable.toLowerCase().split(/[^a-z]+/))
    .filter((syllable) => syllable !== "");

/** Returns a spelling such as `ji nan da xue`; empty when there is nothing to spell. */
export const spellName = (name: string): string => syllablesOf(name, "off").join(" ");

const maxLetters = 40;

/**
 * Proposes `zhang.wei`, or `zhang.wei2` when that is taken. Empty when the name has no spelling. A character can be
 * read differently as a surname.
 */
export function proposeUsername(name: string, taken: ReadonlySet<string>): string {
  const [family, ...rest] = syllablesOf(name, "head");
  if (family === undefined) return "";
  const base = [family, rest.join("")]
    .filter((part) => part !== "")
    .join(".")
    .slice(0, maxLetters);
  // A user name has three letters or more.
  const fitting = base.length < 3 ? `${base}.staff` : base;
  for (let count = 1; ; count++) {
    const proposed = count === 1 ? fitting : `${fitting}${count}`;
    if (!taken.has(proposed)) return proposed;
  }
}
