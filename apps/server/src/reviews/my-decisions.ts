/** A reviewer's own decisions: the latest, those that can be undone, and those that second looks contradict. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, gt, isNotNull, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Call, staffOf } from "../core/call.ts";
import { maskName, maskStudent } from "../core/collection/mask-student.ts";
import { openStudent, personPlaces } from "../core/collection/person.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import {
  attempts,
  collections,
  honeypots,
  persons,
  reviewTasks,
} from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { visibleTo } from "./list-decisions.ts";
import { presentPast } from "./show-task.ts";
import { mayBeUndone, undoUntil } from "./undo-until.ts";

/** Number of latest decisions, including those that were undone. */
const latest = 5;
/** Limit of decisions listed while they can still be undone: more than anybody makes in half an hour. */
const maxUndoable = 200;

export async function listMyDecisions(
  deps: ReviewDeps,
  call: Call,
): Promise<RouteAnswer<"listMyDecisions">> {
  const { db, clock, sealer, signPictures, configuration } = deps;
  const keepsHoneypot = call.caller.role === "senior-reviewer";
  const matches = await db
    .select({
      task: reviewTasks,
      collection: collections,
      person: persons,
      picturesDeletedAt: attempts.picturesDeletedAt,
      honeypotSince: honeypots.createdAt,
      holdMin: configuration.numberAt("decision-hold", reviewTasks.at).mapWith(Number),
    })
    .from(reviewTasks)
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(attempts, eq(attempts.id, reviewTasks.attemptId))
    .leftJoin(
      honeypots,
      and(eq(honeypots.collectionId, reviewTasks.collectionId), isNull(honeypots.endedAt)),
    )
    .where(
      and(
        eq(reviewTasks.reviewerId, staffOf(call)),
        isNotNull(reviewTasks.decision),
        ne(reviewTasks.kind, "second-look"),
      ),
    )
    .orderBy(desc(reviewTasks.at), desc(reviewTasks.id))
    .limit(maxUndoable);
  const now = clock();
  // Time at which a decision was made, by which late decisions are sorted.
  const madeOf = ({ task }: (typeof matches)[number]): number => (task.madeAt ?? now).getTime();
  const all = matches
    .sort((one, other) => madeOf(other) - madeOf(one))
    .map((one) => {
      const until = mayBeUndone(one.task, one.collection)
        ? undoUntil(one.task, one.holdMin, now)
        : null;
      return { ...one, inForce: one.task.undoneAt === null, undoUntil: until };
    });
  const listed = selectListed(all).map(
    async ({ task, collection, person, undoUntil, holdMin: _, ...rest }) => {
      const { nameMasked, studentNumberMasked, department } = maskStudent(
        openStudent(person, sealer),
        "",
      );
      const { photoUrl } = await signPictures(task.attemptId, call);
      const honeypotFields = visibleTo(keepsHoneypot, task, { ...collection, ...rest });
      const visible = { nameMasked, studentNumberMasked, department, photoUrl, ...honeypotFields };
      const undo = { undoUntil: undoUntil?.toISOString() ?? null };
      return presentPast(task, sealer).map((made) => ({
        ...made,
        taskId: task.id,
        ...visible,
        ...undo,
      }));
    },
  );
  return { decisions: (await Promise.all(listed)).flat() };
}

interface Listed {
  readonly inForce: boolean;
  readonly undoUntil: unknown;
}

/** The latest decisions, the latest in force up to the same number, and all that can be undone. `all`: latest first. */
export function selectListed<One extends Listed>(all: readonly One[]): readonly One[] {
  const standing = all.filter(({ inForce }) => inForce).slice(0, latest);
  return all
    .filter((one, index) => index < latest || standing.includes(one) || one.undoUntil !== null)
    .slice(0, maxUndoable);
}

const visibleOtherwise = 10;
const sinceMs = 14 * 24 * 3_600_000;
const looks = alias(reviewTasks, "looks");

export async function listSeenOtherwise(
  { db, clock, sealer }: ReviewDeps,
  reviewerId: string,
): Promise<RouteAnswer<"listSeenOtherwise">> {
  const since = new Date(clock().getTime() - sinceMs);
  const matches = await db
    .select({ task: reviewTasks, look: looks, person: persons })
    .from(reviewTasks)
    .innerJoin(
      looks,
      and(eq(looks.ofTaskId, reviewTasks.id), ne(looks.decision, reviewTasks.decision)),
    )
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(eq(reviewTasks.reviewerId, reviewerId), gt(reviewTasks.at, since)))
    .orderBy(desc(reviewTasks.at), desc(reviewTasks.id))
    .limit(visibleOtherwise);
  const decisions = matches.flatMap(({ task, look: { decision, at, reasons }, person }) => {
    if (decision === null || at === null) return [];
    const nameMasked = maskName(sealer.open(person.name, personPlaces.name(person.id)));
    const second = { decision, reasons: reasons.map(reasonWords), at: at.toISOString() };
    return presentPast(task, sealer).map((made) => ({
      ...made,
      nameMasked,
      second,
      recalled: task.recalledBy !== null,
    }));
  });
  return { decisions };
}
