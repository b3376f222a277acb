/**
 * Check characters of identity numbers, so that the sandbox can refuse every number that might belong to a real person.
 */

/** ISO 7064 MOD 11-2 as GB 11643 uses it. */
const mainland = (number: string): boolean => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return number[17] === "10X98765432"[sum % 11];
};

/**
 * Hong Kong: one or two letters (A = 10 …; a missing first letter counts 36), six digits, check character 0–9 or A.
 * The weights are 9 to 1.
 */
const hongKong = (letters: string, digits: string, check: string): boolean => {
  const values = [...letters.padStart(2, " ")].map((letter) =>
    letter === " " ? 36 : letter.charCodeAt(0) - 55,
  );
  const all = [...values, ...[...digits].map(Number), check === "A" ? 10 : Number(check)];
  return all.reduce((total, value, index) => total + value * (9 - index), 0) % 11 === 0;
};

const taiwanLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

const taiwan = (letter: string, digits: string): boolean => {
  const value = taiwanLetters.indexOf(letter) + 10;
  const all = [Math.floor(value / 10), value % 10, ...[...digits].map(Number)];
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];
  return all.reduce((total, digit, index) => total + digit * (weights[index] ?? 0), 0) % 10 === 0;
};

/**
 * True when the number has the form of an identity number and a correct check character. Macau publishes no rule for
 * its check digit, so a Macau number never passes.
 */
export function passesChecksum(idNumber: string): boolean {
  if (/^\d{17}[\dX]$/.test(idNumber)) return mainland(idNumber);
  const [, letters = "", digits = "", check = ""] =
    /^([A-Z]{1,2})(\d{6})\(([\dA])\)$/.exec(idNumber) ?? [];
  if (letters !== "") return hongKong(letters, digits, check);
  const [, letter = "", rest = ""] = /^([A-Z])(\d{9})$/.exec(idNumber) ?? [];
  return letter !== "" && taiwan(letter, rest);
}

/** The last four characters as people type them: without brackets and spaces, in capital letters. */
export const lastFourOf = (idNumber: string): string =>
  idNumber
    .replace(/[()（）\s-]/g, "")
    .toUpperCase()
    .slice(-4);
