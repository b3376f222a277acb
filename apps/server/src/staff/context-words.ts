/** Words that attackers try first in passwords of this service. They do not count toward the length of a password. */
import { brand, roles, staffRoles } from "@gradphoto/domain";

const minPasswordLength = 12;
/** Minimum length of a word. Shorter ones are part of too many others. */
const minLetters = 4;

/** Words of the product, its domain and its roles. */
const ownWords: readonly string[] = [
  ...Object.values(brand),
  ...[
    "学信网",
    "chsi",
    "毕业",
    "证件照",
    "照片",
    "密码",
    "graduation",
    "certificate",
    "photo",
    "password",
  ],
  ...staffRoles.flatMap((role) => [role, roles[role].zh, ...wordsIn(roles[role].en)]),
];

/**
 * Returns the words with those of the operator's name. They are sorted longest first, because one word may contain
 * another.
 */
export function contextWordsOf(operatorName: {
  readonly zh: string;
  readonly en: string;
}): readonly string[] {
  const words = [...ownWords, operatorName.zh, ...wordsIn(operatorName.en)].map((word) =>
    word.toLowerCase(),
  );
  return [...new Set(words)].filter((word) => word !== "").sort((a, b) => b.length - a.length);
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[^\p{L}]+/u).filter((word) => word.length >= minLetters);
}

/**
 * Returns true if the password is too short without these words. Counts code points, so a character outside the basic
 * plane is one.
 */
export function isShortWithout(contextWords: readonly string[], password: string): boolean {
  const remainder = contextWords.reduce(
    (text, word) => text.replaceAll(word, ""),
    password.toLowerCase(),
  );
  return [...remainder].length < minPasswordLength;
}
