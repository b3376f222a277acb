/** Derives from the history of a collection which role decides next and which move led to the current state. */
import {
  type CollectionMove,
  type CollectionState,
  collectionStates,
  type Move,
  type Role,
} from "@gradphoto/domain";
import { desc, eq } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { collectionHistory } from "../../infra/db/schema/index.ts";

export interface PastMove {
  readonly move: CollectionMove | "start";
  readonly fromState: CollectionState | null;
  readonly toState: CollectionState;
  readonly actorId: string | null;
  readonly at: Date;
}

/** Reads the moves of a collection, latest first. */
export const readPastMoves = (
  db: Database | Transaction,
  collectionId: string,
): Promise<PastMove[]> =>
  db
    .select()
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId))
    .orderBy(desc(collectionHistory.id));

function rowOf({ move, fromState }: PastMove): Move<CollectionState> | undefined {
  if (fromState === null || move === "start") return undefined;
  return collectionStates[fromState].moves[move];
}

/**
 * Finds the move that led to the current state. Skips moves that neither change the state nor hand the collection to
 * another role, such as a correction. Skips undos and the moves they undid. `pastMoves` must be latest first.
 */
export function leadingMove(pastMoves: readonly PastMove[]): PastMove | undefined {
  let undone = 0;
  for (const past of pastMoves) {
    const row = rowOf(past);
    if (row?.samePerson) {
      undone += 1;
      continue;
    }
    if (past.fromState === past.toState && !row?.handsTo) continue;
    if (undone === 0) return past;
    undone -= 1;
  }
  return undefined;
}

/** Returns the only role that may decide next, or null when no role was named. */
export const nextDecidingRole = (pastMoves: readonly PastMove[]): Role | null => {
  const leading = leadingMove(pastMoves);
  return (leading && rowOf(leading)?.handsTo) ?? null;
};

/**
 * Returns true if `role` decides the same moves in `state` as `other`. A handover to one of them then takes the turn
 * from the other.
 */
export const decidesSameMoves = (state: CollectionState, role: Role, other: Role): boolean =>
  Object.values(collectionStates[state].moves).some(
    ({ by }) => by.includes(role) && by.includes(other),
  );
