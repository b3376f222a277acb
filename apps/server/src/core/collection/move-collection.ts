/**
 * The only writer of a collection's state. A move is written with its history, event, message and audit row in one
 * transaction.
 */
import {
  type CollectionMove,
  type CollectionState,
  collectionStates,
  decideMove,
  type ErrorCode,
  firstCollectionState,
  type Move,
  type Requirement,
  type Role,
} from "@gradphoto/domain";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Clock } from "../../infra/clock.ts";
import type { Transaction } from "../../infra/db/database.ts";
import { attempts, collectionHistory, collections, events } from "../../infra/db/schema/index.ts";
import { appendAudit } from "../audit/audit-chain.ts";
import { type Refusal, refuse } from "../call.ts";
import { moveReason, sealTypedText, type TypedText } from "../free-words.ts";
import {
  decidesSameMoves,
  leadingMove,
  nextDecidingRole,
  type PastMove,
  readPastMoves,
} from "./past-moves.ts";
import { queueMessage, templateOf } from "./queue-message.ts";

/** Returns true if the attempt is finished, and its pictures are neither deleted nor due for deletion. */
async function hasPhotoToSubmit(
  tx: Transaction,
  collectionId: string,
  now: Date,
): Promise<boolean> {
  const whereFinished = and(eq(attempts.collectionId, collectionId), eq(attempts.state, "made"));
  const whereStored = and(isNull(attempts.picturesDeletedAt), gt(attempts.retainUntil, now));
  return (await tx.$count(attempts, and(whereFinished, whereStored))) > 0;
}

/** Actor of a move. `id` is that of the account or the staff member; null only for the system. */
export interface Actor {
  readonly role: Role;
  readonly id: string | null;
}

/**
 * Reason of a move: a fixed text of the service, without personal data, or text that a person typed, which is sealed.
 */
export type MoveReason = { readonly serverText: string } | TypedText;

/** Data of a move by kind: ids of rows and proofs, and the reason. */
export type MoveDetails = { readonly [A in Exclude<Requirement, "reason">]?: string } & {
  readonly reason?: MoveReason | undefined;
};

export interface MoveInput {
  readonly collectionId: string;
  readonly move: CollectionMove;
  readonly actor: Actor;
  readonly details: MoveDetails;
}

export type MoveRefusal = Refusal<
  | "not-found"
  | "move-not-allowed"
  | "collection-frozen"
  | "forbidden"
  | "moved-meanwhile"
  | "undo-too-late"
  | (typeof missing)[keyof typeof missing]
>;

/** Refusal when a move lacks required data. Missing proofs of the system indicate a bug. */
const missing = {
  attempt: "attempt-not-made",
  reason: "reason-missing",
  evidence: "evidence-missing",
  opening: "correction-not-open",
  reading: "last-four-missing",
} as const satisfies { readonly [A in Requirement]?: ErrorCode };

const isMissable = (requirement: Requirement): requirement is keyof typeof missing =>
  requirement in missing;

/**
 * Moves a collection and returns its new state. The caller must have checked access to the collection. A refusal writes
 * nothing: write side effects after this call, in the same `tx`.
 */
export async function moveCollection(
  tx: Transaction,
  clock: Clock,
  { collectionId, move, actor, details }: MoveInput,
): Promise<CollectionState | MoveRefusal> {
  const [row] = await tx.select().from(collections).where(eq(collections.id, collectionId));
  if (!row) return refuse("not-found", {});
  const { state, previousState: previous } = row;
  const decision = decideMove(state, previous, move, actor.role);
  if (!decision.ok) {
    return decision.code === "move-not-allowed"
      ? refuse(decision.code, { state: collectionStates[state].label })
      : refuse(decision.code, {});
  }
  const pastMoves = await readPastMoves(tx, collectionId);
  const at = clock();
  const refusal =
    turnRefusal(state, decision.move, actor, pastMoves) ??
    undoRefusal(decision.move, actor, pastMoves, at) ??
    refusalOf(move, decision.move, details);
  if (refusal) return refusal;
  const { withoutPhotoTo } = decision.move;
  const leadsAside =
    withoutPhotoTo !== undefined && !(await hasPhotoToSubmit(tx, collectionId, at));
  const to = leadsAside ? withoutPhotoTo : decision.to;

  // The timestamp always increases, so a move that preserves the state still invalidates what others have read.
  const updatedAt = new Date(Math.max(at.getTime(), row.updatedAt.getTime() + 1));
  const moved = await tx
    .update(collections)
    .set({
      state: to,
      previousState: to === state ? previous : state,
      handedTo: nextDecidingRole([
        { move, fromState: state, toState: to, actorId: actor.id, at },
        ...pastMoves,
      ]),
      updatedAt,
    })
    .where(
      and(
        eq(collections.id, collectionId),
        eq(collections.state, state),
        eq(collections.updatedAt, row.updatedAt),
      ),
    )
    .returning({ id: collections.id });
  if (moved.length === 0) return refuse("moved-meanwhile", {});
  await record(tx, clock, { collectionId, move, from: state, to, actor, details, at });
  return to;
}

export type NewCollection = Omit<
  typeof collections.$inferInsert,
  "state" | "previousState" | "handedTo" | "createdAt" | "updatedAt"
>;

/** Inserts the collection and the first line of its history. Returns false when the code already has a collection. */
export async function beginCollection(
  tx: Transaction,
  clock: Clock,
  { actor, ...fields }: NewCollection & { readonly actor: Actor },
): Promise<boolean> {
  const at = clock();
  const state = firstCollectionState;
  const begun = await tx
    .insert(collections)
    .values({ ...fields, state, createdAt: at, updatedAt: at })
    .onConflictDoNothing({ target: collections.codeHash })
    .returning({ id: collections.id });
  if (begun.length === 0) return false;
  const details = { noPhotoYet: true } as const;
  await record(tx, clock, {
    collectionId: fields.id,
    move: "start",
    from: null,
    to: state,
    actor,
    details,
    at,
  });
  return true;
}

function turnRefusal(
  state: CollectionState,
  { samePerson }: Move<CollectionState>,
  actor: Actor,
  pastMoves: readonly PastMove[],
) {
  // Undoing your own move is not a decision.
  if (samePerson) return null;
  const next = nextDecidingRole(pastMoves);
  const takesTurnOf =
    next !== null && next !== actor.role && decidesSameMoves(state, next, actor.role);
  return takesTurnOf ? refuse("forbidden", {}) : null;
}

const minuteMs = 60_000;

function undoRefusal(
  move: Move<CollectionState>,
  actor: Actor,
  pastMoves: readonly PastMove[],
  now: Date,
) {
  const { samePerson, withinMinutes } = move;
  if (!samePerson && withinMinutes === undefined) return null;
  const leading = leadingMove(pastMoves);
  const byAnother = samePerson && (actor.id === null || leading?.actorId !== actor.id);
  const minutes = withinMinutes ?? Number.POSITIVE_INFINITY;
  const late = !leading || now.getTime() - leading.at.getTime() > minutes * minuteMs;
  return byAnother || late ? refuse("undo-too-late", { minutes }) : null;
}

function refusalOf(
  move: CollectionMove,
  { requirements = [] }: Move<CollectionState>,
  details: MoveDetails,
) {
  const requirement = requirements.find((one) => filled(details, one).trim() === "");
  if (requirement === undefined) return null;
  if (!isMissable(requirement))
    throw new Error(`The move "${move}" was made without its ${requirement}`);
  return refuse(missing[requirement], {});
}

function filled(details: MoveDetails, requirement: Requirement): string {
  if (requirement !== "reason") return details[requirement] ?? "";
  const { reason } = details;
  return reason === undefined ? "" : "serverText" in reason ? reason.serverText : reason.typed;
}

/** A start requires the student's declaration that CHSI displays no graduation photo of theirs. */
interface StartDetails {
  readonly noPhotoYet: true;
}

interface Recorded {
  readonly collectionId: string;
  readonly move: CollectionMove | "start";
  readonly from: CollectionState | null;
  readonly to: CollectionState;
  readonly actor: Actor;
  readonly details: MoveDetails | StartDetails;
  readonly at: Date;
}

async function record(
  tx: Transaction,
  clock: Clock,
  { collectionId, move, from, to, actor, details, at }: Recorded,
) {
  const { reason, ...proofs } = { reason: undefined, ...details };
  const payload = { move, from, to, ...proofs };
  await recordLine(
    tx,
    {
      collectionId,
      move,
      fromState: from,
      toState: to,
      actorRole: actor.role,
      actorId: actor.id,
      at,
    },
    reason,
  );
  const event = { kind: "collection-moved", subjectId: collectionId, payload, createdAt: at };
  const [happened] = await tx.insert(events).values(event).returning({ id: events.id });
  const template = templateOf(move);
  if (happened && template)
    await queueMessage(tx, { eventId: happened.id, collectionId, template, createdAt: at });
  const by = actor.id === null ? actor.role : `${actor.role}:${actor.id}`;
  await appendAudit(tx, clock, by, `move:${move}`, `collection:${collectionId}`, payload);
}

async function recordLine(
  tx: Transaction,
  line: Omit<typeof collectionHistory.$inferInsert, "reason" | "sealedReason">,
  reason: MoveReason | undefined,
): Promise<void> {
  const own = reason && "serverText" in reason ? reason.serverText : null;
  const [written] = await tx
    .insert(collectionHistory)
    .values({ ...line, reason: own })
    .returning({ id: collectionHistory.id });
  if (!written) throw new Error("A line of the history was not written");
  if (!reason || "serverText" in reason) return;
  // The seal is bound to the row id, which the database assigns at the insert.
  const sealedReason = sealTypedText(reason, moveReason, written.id);
  await tx
    .update(collectionHistory)
    .set({ sealedReason })
    .where(eq(collectionHistory.id, written.id));
}
