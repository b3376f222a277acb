/** What may be told of a statement: its words without a value, and what it does to which table. */

export interface Statement {
  /** "select collections" */
  readonly name: string;
  readonly text: string;
}

/** Strings, quoted by dollars too, and numbers; parameters stay. */
const values = /\$([a-z_]*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|(?<![$\w.])\d+(?:\.\d+)?\b/gi;
/** Of one whose first part writes: of that part. */
const verb = /^(?:with \w+ as \((?= ?(?:insert|update|delete)\b))?[\s(]*([a-z]+)/i;
const table = /\b(?:from|into|update|join) (?:only )?([a-z_][\w.]*)/i;

/** Lists of columns and parameters, which say nothing more and may have hundreds of members. */
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

/** Ours are few and come again; those written for one list are described each time. */
const mostKept = 500;
const longestKept = 8000;
const stored = new Map<string, Statement>();

export function describeStatement(sql: string): Statement {
  const known = stored.get(sql);
  if (known) return known;
  const described = describe(sql);
  if (stored.size < mostKept && sql.length <= longestKept) stored.set(sql, described);
  return described;
}
