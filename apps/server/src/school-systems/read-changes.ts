/** Feed of changes for a school's systems: each change once, with the student's current data. */
import { type ChangeCause, changeKindOf, collectionStates } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import { appendAuditOfEach } from "../core/audit/audit-chain.ts";
import { type ApiKeyRights, auditActor, type Call } from "../core/call.ts";
import { openStudent } from "../core/collection/person.ts";
import {
  isRefusing,
  type RefusalFacts,
  readRefusals,
  withRefusals,
} from "../core/collection/read-refusals.ts";
import { whereReportedToSchool } from "../core/collection/reported-to-school.ts";
import { byNumber, readPage } from "../core/page.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  attempts,
  collections,
  persons,
  projects,
  schoolChanges,
} from "../infra/db/schema/index.ts";
import { numberChanges } from "./number-changes.ts";

export type ChangeDeps = Pick<ServiceDeps, "db" | "clock" | "sealer">;

type Covered = Pick<ApiKeyRights, "schoolCode" | "projectIds">;

/** Condition on `projects`: those that the key covers. */
export const whereCovered = ({ schoolCode, projectIds }: Covered): SQL | undefined =>
  and(
    eq(projects.schoolCode, schoolCode),
    projectIds ? inArray(projects.id, [...projectIds]) : undefined,
  );

/** Condition on `collections` joined with person and project: the student agreed to the school and is not erased. */
export const whereDisclosed = and(
  isNull(persons.erasedAt),
  whereReportedToSchool(projects.schoolCode),
);

/** Condition on `attempts` joined with their collection: the finished photo, which is not deleted. */
export const whereFinishedPhoto = and(
  eq(collections.state, "completed"),
  isNull(attempts.picturesDeletedAt),
);

interface Range {
  readonly cursor: string;
  readonly limit: number;
  /** Last position; without it, the feed has no end. */
  readonly through?: string;
}

/** Selects a page of the feed. A student who is no longer reported to the school has only `deleted` changes. */
export async function readFeed(
  { db }: Pick<ChangeDeps, "db">,
  key: Covered,
  { cursor, limit, through }: Range,
) {
  await numberChanges(db);
  const { rows, next } = await readPage(
    { limit, after: cursor },
    {
      key: byNumber("earliest-first", schoolChanges.position),
      select: (cut) =>
        db
          .select({ change: schoolChanges, person: persons, attempt: attempts })
          .from(schoolChanges)
          .innerJoin(collections, eq(collections.id, schoolChanges.collectionId))
          .innerJoin(projects, eq(projects.id, schoolChanges.projectId))
          .innerJoin(persons, eq(persons.id, collections.personId))
          .leftJoin(
            attempts,
            and(eq(attempts.id, collections.submittedAttemptId), whereFinishedPhoto),
          )
          .where(
            and(
              whereCovered(key),
              or(eq(schoolChanges.cause, "deleted"), whereDisclosed),
              through === undefined ? undefined : lte(schoolChanges.position, Number(through)),
              cut.whereNext,
            ),
          )
          .orderBy(...cut.order)
          .limit(cut.limit),
      keyOf: ({ change }) => change.position ?? 0,
    },
  );
  const last = rows.at(-1)?.change.position;
  return { rows, next: last ? String(last) : cursor, more: next !== null };
}

type FeedRow = Awaited<ReturnType<typeof readFeed>>["rows"][number];

export async function readChanges(
  deps: ChangeDeps,
  key: ApiKeyRights,
  query: ParsedInput<"readSystemChanges">["query"],
  call: Call,
): Promise<RouteAnswer<"readSystemChanges">> {
  const { rows, next, more } = await readFeed(deps, key, query);
  const refusals = await refusalsOf(deps, rows);
  const changes = rows.map((row) => present(deps, row, refusals));
  const named = new Set(
    changes.flatMap(({ collectionId, student }) => (student ? [`collection:${collectionId}`] : [])),
  );
  if (named.size > 0)
    await inTransaction(deps.db, (tx) =>
      appendAuditOfEach(
        tx,
        deps.clock,
        { actor: auditActor(call), action: "student-named", details: {} },
        [...named],
      ),
    );
  return { changes, next, more };
}

function present(
  { sealer }: ChangeDeps,
  { change, person, attempt }: FeedRow,
  refusals: ReadonlyMap<number, RefusalFacts>,
): RouteAnswer<"readSystemChanges">["changes"][number] {
  const { id, collectionId, projectId, cause, state, at } = change;
  const kind = changeKindOf(cause);
  const facts = { collectionId, projectId, kind, at: at.toISOString() };
  if (kind === "deleted")
    return { ...facts, state: null, stateLabel: null, student: null, reasons: [], photo: null };
  const { name, studentNumber, department, major, class: className } = openStudent(person, sealer);
  const photo = state === "completed" && kind !== "photo-deleted" ? attempt : null;
  return {
    ...facts,
    state,
    stateLabel: collectionStates[state].label,
    student: { studentNumber, name, department, major, className },
    reasons: refusals.get(id)?.reasons.map(({ code, label }) => ({ code, label })) ?? [],
    photo:
      photo?.photoSha256 && photo.photoBytes
        ? { sha256: photo.photoSha256, bytes: photo.photoBytes }
        : null,
  };
}

const stepOf = ({ id, cause }: { readonly id: number; readonly cause: ChangeCause }) => ({
  id,
  move: cause,
});

/** Refusals by id of the change that they caused. */
async function refusalsOf({ db, sealer }: ChangeDeps, rows: readonly FeedRow[]) {
  const refused = rows.filter(({ change }) => isRefusing(stepOf(change)));
  const matches = new Map<number, RefusalFacts>();
  for (const collectionId of new Set(refused.map(({ change }) => change.collectionId))) {
    const changes = await db
      .select({ id: schoolChanges.id, cause: schoolChanges.cause })
      .from(schoolChanges)
      .where(eq(schoolChanges.collectionId, collectionId))
      .orderBy(desc(schoolChanges.id));
    const steps = changes.map(stepOf).filter(isRefusing);
    for (const { step, refusal } of withRefusals(
      steps,
      await readRefusals(db, sealer, collectionId),
    ))
      if (refusal) matches.set(step.id, refusal);
  }
  return matches;
}
