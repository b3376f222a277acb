/** `gradphoto rules`: every clause of the photo rules, by who judges it. */
import { allClauseJudges, clauseJudges, clausesJudgedBy } from "@gradphoto/domain/photo-standard";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

export function printRules({ print, language }: Terminal): ExitCode {
  const groups = allClauseJudges.map((judge) => {
    const clauses = clausesJudgedBy(judge);
    const lines = clauses.map(({ rule }) => `  · ${rule.text[language]}`);
    return [`${clauseJudges[judge][language]} (${clauses.length})`, ...lines].join("\n");
  });
  print(groups.join("\n\n"));
  return exitCode.made;
}
