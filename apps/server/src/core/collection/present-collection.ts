/** A collection as its student sees it: current state, next steps and history. */
import {
  type Bilingual,
  type CollectionState,
  collectionMoves,
  collectionStates,
  educationCategories,
  identityOutcomes,
  isFinal,
  isFrozen,
  movesFrom,
  type Role,
  reviewReasons,
  roles,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { collectionHistory, collections, persons } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { reasonOfMove } from "../free-words.ts";
import { type ProjectRow, presentProject, type SchoolRow } from "../project/present-project.ts";
import { maskStudent } from "./mask-student.ts";
import { openStudent } from "./person.ts";
import { type RefusalFacts, withRefusals } from "./read-refusals.ts";

export interface FullCollection {
  readonly collection: typeof collections.$inferSelect;
  readonly project: ProjectRow;
  readonly school: SchoolRow;
  readonly person: typeof persons.$inferSelect;
}

type HistoryRow = typeof collectionHistory.$inferSelect;

const begun: Bilingual = { zh: "进入采集", en: "Collection started" };

type StatusRow = Pick<FullCollection["collection"], "id" | "state" | "createdAt" | "updatedAt">;

export function statusOf({ id, state, createdAt, updatedAt }: StatusRow) {
  const { label, tone } = collectionStates[state];
  return {
    collectionId: id,
    state,
    label,
    tone,
    final: isFinal(state),
    createdAt: createdAt.toISOString(),
    movedAt: updatedAt.toISOString(),
  };
}

type Submission = NonNullable<RouteAnswer<"readCollection">["submission"]> | null;
type Summary = RouteAnswer<"listCollections">["collections"][number];

export const presentSummary = ({
  collection,
  project,
  school,
}: Omit<FullCollection, "person">): Summary => ({
  ...statusOf(collection),
  schoolName: school.name,
  categoryLabel: educationCategories[project.educationCategory],
  graduationYear: project.graduationYear,
});

function presentPastMove(step: HistoryRow, refusal: RefusalFacts | null, sealer: Sealer) {
  const { move, toState, actorRole, at } = step;
  const reason = reasonOfMove(sealer, step);
  return {
    move,
    moveLabel: move === "start" ? begun : collectionMoves[move],
    state: toState,
    stateLabel: collectionStates[toState].label,
    at: at.toISOString(),
    byLabel: { zh: roles[actorRole].zh, en: roles[actorRole].en },
    reason: refusal ? explainedBy(refusal) : reason === null ? null : statedReason(reason),
  };
}

const ourReasons: readonly Bilingual[] = [
  ...Object.values(identityOutcomes),
  ...Object.values(reviewReasons).map(({ label }) => label),
];

/** Translates a reason set by the service. A reason that a person typed remains in its language. */
function statedReason(reason: string): Bilingual {
  const { zh, en } = ourReasons.find((words) => words.zh === reason) ?? { zh: reason, en: reason };
  return { zh, en };
}

const explainedBy = ({ reasons, words }: RefusalFacts): Bilingual => {
  const zh = reasons.map(({ label }) => label.zh).join("、");
  const en = reasons.map(({ label }) => label.en).join("; ");
  return words === null ? { zh, en } : { zh: `${zh}：${words}`, en: `${en}: ${words}` };
};

function presentSubmission(row: FullCollection["collection"]): Submission {
  const { submittedAttemptId: attemptId, submittedAt, reviewDueAt, reviewDueCertain } = row;
  if (attemptId === null || submittedAt === null || reviewDueAt === null) return null;
  return {
    attemptId,
    submittedAt: submittedAt.toISOString(),
    reviewDueAt: reviewDueAt.toISOString(),
    reviewDueCertain,
  };
}

export type ReadCollection = RouteAnswer<"readCollection"> & { readonly state: CollectionState };

interface AroundCollection {
  /** Oldest first. */
  /** Newest first. */
  readonly history: readonly HistoryRow[];
  /** Role for which moves are offered. */
  readonly role: Role;
  /** Newest first. */
  readonly refusals: readonly RefusalFacts[];
  readonly correctionOpenedAt: Date | null;
}

export const presentCollection = (
  { collection, project, school, person }: FullCollection,
  { history, role, refusals, correctionOpenedAt }: AroundCollection,
  sealer: Sealer,
): ReadCollection => ({
  ...statusOf(collection),
  moves: movesFrom(collection.state, role).map(({ move, label, requirements }) => ({
    move,
    label,
    requirements: [...requirements],
  })),
  project: presentProject(project, school),
  student: maskStudent(openStudent(person, sealer), school.name),
  feeFen: collection.feeFen,
  history: withRefusals(history, refusals)
    .map(({ step, refusal }) => presentPastMove(step, refusal, sealer))
    .reverse(),
  submission: presentSubmission(collection),
  refusal: isFrozen(collection.state) ? null : (refusals[0] ?? null),
  correctionOpenedAt: correctionOpenedAt?.toISOString() ?? null,
});
