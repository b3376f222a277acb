/** Checks that a project accepts new students now. */
import { projectStateAt } from "@gradphoto/domain";
import { isNotNull, type SQL, sql } from "drizzle-orm";
import { projects, schools } from "../../infra/db/schema/index.ts";
import { type Refusal, refuse } from "../call.ts";

/** Condition on `schools`. A sequential scan is fine: China has about three thousand. */
export function isSchoolNamed(text: string): SQL {
  const small = text.toLowerCase();
  const plain = small.replaceAll(" ", "");
  const holds = (column: SQL, part: string) => sql`position(${part} in ${column}) > 0`;
  return sql`(${schools.code} = ${text} or ${holds(sql`lower(${schools.name})`, small)}
    or ${holds(sql`lower(array_to_string(${schools.aliases}, ' '))`, small)}
    or ${holds(sql`replace(${schools.pinyin}, ' ', '')`, plain)} or ${holds(sql`${schools.pinyinInitials}`, plain)})`;
}

interface ProjectWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Drafts are visible only in the console. */
export const isConfirmed = isNotNull(projects.confirmedAt);

/** null while the window is open. */
export function windowRefusal(
  { opensAt, closesAt }: ProjectWindow,
  now: Date,
): Refusal<"project-not-open"> | Refusal<"project-closed"> | null {
  const state = projectStateAt(now, { opensAt, closesAt });
  if (state === "upcoming") return refuse("project-not-open", { opensAt: opensAt.toISOString() });
  if (state === "closed") return refuse("project-closed", { closesAt: closesAt.toISOString() });
  return null;
}
