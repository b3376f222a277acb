/** Ranks schools by how well they match a typed text: name, alias, code, pinyin or its initials, tolerating typos. */

/**
 * Optimal string alignment distance: the fewest insertions, deletions, replacements and transpositions that turn
 * `typed` into some prefix of `name`. Range 0..typed.length.
 */
export function distanceToBeginning(typed: readonly string[], name: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: name.length + 1 }, (_, column) => column);
  for (const [row, letter] of typed.entries()) {
    const next = [row + 1];
    for (const [column, wanted] of name.entries()) {
      const same = letter === wanted;
      const swapped = row > 0 && column > 0 && letter === name[column - 1] && typed[row - 1] === wanted;
      next.push(
        Math.min(
          at(last, column) + (same ? 0 : 1),
          at(last, column + 1) + 1,
          at(next, column) + 1,
          swapped ? at(beforeLast, column - 1) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = next;
  }
  return Math.min(...last);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

export interface SearchableSchool {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Syllables in lowercase. */
  readonly pinyin: string;
  readonly pinyinInitials: string;
}

/** Best match first, then by name. Schools that do not match are omitted. */
export function rankSchools<School extends SearchableSchool>(typed: string, schools: readonly School[]): School[] {
  const query = plain(typed);
  if (query === "") return [];
  return schools
    .map((school) => ({ school, rank: rankOf(query, school) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank || (one.school.name < other.school.name ? -1 : 1))
    .map(({ school }) => school);
}

/** Lowercases and removes accents, spaces, brackets and punctuation. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, "");

/** 0 is best; infinity means no match. */
function rankOf(query: string, school: SearchableSchool): number {
  if (query === school.code) return 0;
  const names = [school.name, ...school.aliases].map(plain);
  const spellings = [...names, plain(school.pinyin), plain(school.pinyinInitials)];
  return Math.min(...spellings.map((spelling) => rankOfSpelling(query, spelling)), rankOfParts(query, names));
}

/** Exact match, prefix, then prefix with typos. */
function rankOfSpelling(query: string, spelling: string): number {
  if (spelling === query) return 0;
  if (spelling.startsWith(query)) return 1;
  const typed = [...query];
  const distance = distanceToBeginning(typed, [...spelling]);
  return distance <= allowedTypos(typed) ? 4 + distance : Number.POSITIVE_INFINITY;
}

/** A substring, or its characters in order, as in abbreviations: 暨大. */
function rankOfParts(query: string, names: readonly string[]): number {
  if (names.some((name) => name.includes(query))) return 2;
  return names.some((name) => hasInOrder(name, query)) ? 3 : Number.POSITIVE_INFINITY;
}

function hasInOrder(name: string, query: string): boolean {
  let from = 0;
  for (const letter of query) {
    const match = name.indexOf(letter, from);
    if (match < 0) return false;
    from = match + letter.length;
  }
  return true;
}

/** One Chinese character contains as much information as a pinyin syllable, so fewer may be wrong. */
function allowedTypos(typed: readonly string[]): number {
  const chinese = typed.some((letter) => /\p{Script=Han}/u.test(letter));
  if (chinese) return typed.length < 3 ? 0 : typed.length < 6 ? 1 : 2;
  return typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
}
