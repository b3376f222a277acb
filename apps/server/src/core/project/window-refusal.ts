/** Conditions on projects and schools: search by school name, confirmed projects, and the window for new students. */
import { projectStateAt } from "@gradphoto/domain";
import { isNotNull, type SQL, sql } from "drizzle-orm";
import { projects, schools } from "../../infra/db/schema/index.ts";
import { type Refusal, refuse } from "../call.ts";

/**
 * Condition on `schools`: the code is the text, or a part of the name, an alias or the pinyin is. Scans the table, which
 * has about three thousand rows.
 */
export function matchSchool(text: string): SQL {
  const lowerCase = text.toLowerCase();
  const withoutSpaces = lowerCase.replaceAll(" ", "");
  const contains = (column: SQL, part: string) => sql`position(${part} in ${column}) > 0`;
  return sql`(${schools.code} = ${text} or ${contains(sql`lower(${schools.name})`, lowerCase)}
    or ${contains(sql`lower(array_to_string(${schools.aliases}, ' '))`, lowerCase)}
    or ${contains(sql`replace(${schools.pinyin}, ' ', '')`, withoutSpaces)} or ${contains(sql`${schools.pinyinInitials}`, withoutSpaces)})`;
}

interface ProjectWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Condition on `projects`: confirmed. Drafts are visible only in the console. */
export const whereConfirmed = isNotNull(projects.confirmedAt);

/** Returns the refusal of a new student, or null while the window is open. */
export function windowRefusal(
  { opensAt, closesAt }: ProjectWindow,
  now: Date,
): Refusal<"project-not-open"> | Refusal<"project-closed"> | null {
  const state = projectStateAt(now, { opensAt, closesAt });
  if (state === "upcoming") return refuse("project-not-open", { opensAt: opensAt.toISOString() });
  if (state === "closed") return refuse("project-closed", { closesAt: closesAt.toISOString() });
  return null;
}
