/** Proposes user names from the pinyin of a name: `zhang.wei`, or `zhang.wei2` when that is taken. */
import { spellPerson } from "../core/pinyin.ts";

const mostLetters = 40;

/** Empty when the name has no spelling. */
export function proposeUsername(name: string, taken: ReadonlySet<string>): string {
  const [family, ...rest] = spellPerson(name);
  if (family === undefined) return "";
  const base = [family, rest.join("")]
    .filter((part) => part !== "")
    .join(".")
    .slice(0, mostLetters);
  // A user name has three letters or more.
  const fitting = base.length < 3 ? `${base}.staff` : base;
  for (let count = 1; ; count++) {
    const proposed = count === 1 ? fitting : `${fitting}${count}`;
    if (!taken.has(proposed)) return proposed;
  }
}
