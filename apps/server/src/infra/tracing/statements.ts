/** Description of an SQL statement for traces: its text without values, its verb and its table. */

export interface Statement {
  /** "select collections" */
  readonly name: string;
  readonly text: string;
}

/** String literals, including dollar-quoted ones, and numbers; parameters are retained. */
const values = /\$([a-z_]*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|(?<![$\w.])\d+(?:\.\d+)?\b/gi;
/** For a statement whose first CTE writes, the verb of that CTE. */
const verb = /^(?:with \w+ as \((?= ?(?:insert|update|delete)\b))?[\s(]*([a-z]+)/i;
const table = /\b(?:from|into|update|join) (?:only )?([a-z_][\w.]*)/i;

/** Long lists of columns and parameters, which add no information and may have hundreds of items. */
const columns = /\b(select|returning) [\w.,* ]{60,}?(?= from |$)/gi;
const members = /\([\w.,$ ]{60,}\)/g;

const longest = 1000;

function describe(sql: string): Statement {
  const text = sql
    .replace(values, "?")
    .replaceAll('"', "")
    .replace(/\s+/g, " ")
    .replace(columns, "$1 …")
    .replace(members, "(…)")
    .trim();
  const what = (verb.exec(text)?.[1] ?? "statement").toLowerCase();
  const where = table.exec(text)?.[1];
  return { name: where === undefined ? what : `${what} ${where}`, text: text.slice(0, longest) };
}

/** Cache limits: our own statements are few and repeat; those generated for one list are described each time. */
const maxEntries = 500;
const maxLength = 8000;
const stored = new Map<string, Statement>();

export function describeStatement(sql: string): Statement {
  const existing = stored.get(sql);
  if (existing) return existing;
  const described = describe(sql);
  if (stored.size < maxEntries && sql.length <= maxLength) stored.set(sql, described);
  return described;
}
