/** Finds a project that the requester of an export may see. */
import { and, eq } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { projects } from "../infra/db/schema/index.ts";

/** `schoolCode`: set for staff of one school, who see only its projects; null sees every school's. */
export async function findSeenProject(
  db: Database,
  projectId: string,
  schoolCode: string | null,
): Promise<typeof projects.$inferSelect | null> {
  const isSeen = schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode);
  const [row] = await db
    .select()
    .from(projects)
    .where(and(eq(projects.id, projectId), isSeen));
  return row ?? null;
}
