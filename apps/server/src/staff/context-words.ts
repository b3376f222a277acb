/** Words that whoever guesses a password of ours tries first: they count nothing towards its length. */
import { brand, roles, staffRoles } from "@gradphoto/domain";

const minPasswordLength = 12;
/** A shorter word is part of too many others. */
const leastLetters = 4;

/** Of the product, its trade and its roles. */
const ownWords: readonly string[] = [
  ...Object.values(brand),
  ...["学信网", "chsi", "毕业", "证件照", "照片", "密码", "graduation", "certificate", "photo", "password"],
  ...staffRoles.flatMap((role) => [role, roles[role].zh, ...wordsIn(roles[role].en)]),
];

/** With those of who runs the service; the longest first, as one may hold another. */
export function contextWordsOf(operatorName: { readonly zh: string; readonly en: string }): readonly string[] {
  const words = [...ownWords, operatorName.zh, ...wordsIn(operatorName.en)].map((word) => word.toLowerCase());
  return [...new Set(words)].filter((word) => word !== "").sort((a, b) => b.length - a.length);
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[^\p{L}]+/u).filter((word) => word.length >= leastLetters);
}

/** Counted as people see them: a character outside the basic plane is one. */
export function isShortWithout(contextWords: readonly string[], password: string): boolean {
  const left = contextWords.reduce((text, word) => text.replaceAll(word, ""), password.toLowerCase());
  return [...left].length < minPasswordLength;
}
