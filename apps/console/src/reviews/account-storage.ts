/** Session storage per account. Another account that signs in cannot read it. */

const prefix = "gradphoto-console-own-";
const idLetters = 36;

const keyOf = (staffId: string, name: string): string => `${prefix}${staffId}-${name}`;

export const readAccountItem = (staffId: string, name: string): string | null =>
  sessionStorage.getItem(keyOf(staffId, name));

/** null removes it. */
export function writeAccountItem(staffId: string, name: string, text: string | null): void {
  if (text === null) sessionStorage.removeItem(keyOf(staffId, name));
  else sessionStorage.setItem(keyOf(staffId, name), text);
}

/** The accounts for which this tab stores something. */
export const storedAccounts = (): readonly string[] => [
  ...new Set(ownKeys().map((key) => key.slice(prefix.length, prefix.length + idLetters))),
];

export function dropStored(staffId: string): void {
  for (const key of ownKeys())
    if (key.startsWith(keyOf(staffId, ""))) sessionStorage.removeItem(key);
}

const ownKeys = (): readonly string[] =>
  Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
