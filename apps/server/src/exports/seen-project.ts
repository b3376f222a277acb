/** A project as whoever asks for files may see it. */
import { and, eq } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { projects } from "../infra/db/schema/index.ts";

/** `schoolCode`: of staff of one school, who see that one's alone; null sees every school's. */
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
