/** Starts the collection of a student who confirmed the last four characters of their ID: freezes spec and fee, uses up the code. */
import type { CheckId, PhotoSpec } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { beginCollection } from "../core/collection/move-collection.ts";
import { type CodeClaim, type UseRefusal, useRefusal } from "../core/collection/use-refusal.ts";
import { readProjectSpec } from "../core/photo-standard/read-photo-specs.ts";
import type { ProjectRow } from "../core/project/present-project.ts";
import { windowRefusal } from "../core/project/window-refusal.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { codeReadings, collections, persons, projects } from "../infra/db/schema/index.ts";

export type StartRefusal =
  | UseRefusal
  | Refusal<
      | "not-found"
      | "reading-expired"
      | "last-four-missing"
      | "project-not-open"
      | "project-closed"
      | "photo-spec-missing"
    >;

const dayMs = 24 * 3600 * 1000;

/** Starts a collection and returns its id. Of several concurrent starts with one code or person, the first wins. */
export async function startCollection(
  { db, clock, ids, specFiles }: Pick<ServiceDeps, "db" | "clock" | "ids" | "specFiles">,
  readingId: string,
  accountId: string,
): Promise<string | StartRefusal> {
  const [row] = await db
    .select({ reading: codeReadings, project: projects, person: persons })
    .from(codeReadings)
    .innerJoin(projects, eq(projects.id, codeReadings.projectId))
    .leftJoin(persons, eq(persons.id, codeReadings.id))
    .where(and(eq(codeReadings.id, readingId), eq(codeReadings.accountId, accountId)));
  if (!row) return refuse("not-found", {});
  const { reading, project, person } = row;
  // The response may have been lost in a crash, so a repeated start returns the same collection.
  const started = await startedBy(db, readingId, accountId);
  if (started) return started;
  const claim: CodeClaim = {
    accountId,
    codeHash: reading.codeHash,
    identityHash: person?.identityHash ?? null,
  };
  const refusal =
    (await useRefusal(db, claim)) ??
    (reading.expiresAt <= clock() ? refuse("reading-expired", {}) : null) ??
    (person ? null : refuse("last-four-missing", {})) ??
    windowRefusal(project, clock());
  if (refusal) return refusal;
  if (!person) throw new Error("A reading lost its person between two lines");

  const id = ids();
  const projectSpec = await readProjectSpec(db, specFiles, project);
  if (!projectSpec) return refuse("photo-spec-missing", {});
  const spec = frozenSpec(project, projectSpec);
  const retainUntil = new Date(project.closesAt.getTime() + project.retentionDays * dayMs);
  return inTransaction(db, async (tx) => {
    await acquireLock(tx, person.identityHash);
    const usedMeanwhile = await useRefusal(tx, claim);
    if (usedMeanwhile) return usedMeanwhile;
    await tx.update(persons).set({ retainUntil }).where(eq(persons.id, person.id));
    const begun = await beginCollection(tx, clock, {
      id,
      accountId,
      projectId: project.id,
      personId: person.id,
      codeHash: reading.codeHash,
      specId: project.specId,
      spec,
      feeFen: project.feeFen,
      retainUntil,
      actor: { role: "student", id: accountId },
    });
    return begun ? id : ((await useRefusal(tx, claim)) ?? refuse("code-used-by-other", {}));
  });
}

/** Finds the collection that this reading started. The person of a reading has the reading's id. */
async function startedBy(
  db: Database,
  readingId: string,
  accountId: string,
): Promise<string | null> {
  const [started] = await db
    .select({ id: collections.id })
    .from(collections)
    .where(and(eq(collections.personId, readingId), eq(collections.accountId, accountId)));
  return started?.id ?? null;
}

/** Returns the project's spec with the project's own file size limits and maximum age of photos. */
function frozenSpec(
  { fileMinBytes, fileMaxBytes, photoMaxAgeDays }: ProjectRow,
  spec: PhotoSpec,
): PhotoSpec {
  const aimMinBytes = Math.min(Math.max(spec.file.aimMinBytes, fileMinBytes), fileMaxBytes);
  const captureDate: CheckId = "capture-date";
  return {
    ...spec,
    file: { ...spec.file, minBytes: fileMinBytes, maxBytes: fileMaxBytes, aimMinBytes },
    limits: { ...spec.limits, [captureDate]: { warn: { max: photoMaxAgeDays } } },
  };
}
