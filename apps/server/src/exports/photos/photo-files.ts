/** Last layout of a project's photo export, the number of photos per class, and the number of new ones. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, max, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../../core/call.ts";
import type { Scope } from "../../core/file-rows.ts";
import type { Database } from "../../infra/db/database.ts";
import {
  attempts,
  collections,
  persons,
  projects,
  takenPhotos,
} from "../../infra/db/schema/index.ts";
import type { ExportDeps } from "../deps.ts";
import { isNotYetDownloaded } from "./downloaded-photos.ts";
import { whereHandedOver } from "./frozen-photos.ts";

/**
 * Finds a project. `schoolCode` is set for staff of one school, who see only its projects; null sees those of every
 * school.
 */
export async function findVisibleProject(
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

export async function readPhotoFiles(
  { db, clock }: ExportDeps,
  projectId: string,
  { caller: { schoolCode, department } }: Call,
): Promise<RouteAnswer<"readPhotoFiles"> | Refusal> {
  const project = await findVisibleProject(db, projectId, schoolCode);
  if (!project) return refuse("not-found", {});
  const scope: Scope = { filters: { projectId }, schoolCode, department, now: clock() };
  const classes = await db
    .select({
      department: persons.department,
      className: persons.class,
      photos: sql<number>`count(*)::int`,
      newPhotos: sql<number>`count(*) filter (where ${isNotYetDownloaded(scope)})::int`,
    })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(attempts, eq(attempts.id, collections.submittedAttemptId))
    .where(whereHandedOver(scope))
    .groupBy(persons.department, persons.class)
    .orderBy(asc(persons.department), asc(persons.class));
  const { photoNames: names, photoFolders: folders } = project;
  if (department !== null) return { names, folders, classes, lastTakenAt: null };
  const [last] = await db
    .select({ at: max(takenPhotos.at) })
    .from(takenPhotos)
    .innerJoin(attempts, eq(attempts.id, takenPhotos.attemptId))
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(
      and(eq(collections.projectId, projectId), eq(takenPhotos.bySchool, schoolCode !== null)),
    );
  return { names, folders, classes, lastTakenAt: last?.at?.toISOString() ?? null };
}
