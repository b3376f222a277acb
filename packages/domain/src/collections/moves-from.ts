/** Queries on the state table, so that no other code compares states by name. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Move, Requirement } from "../core/define-states.ts";
import type { Role } from "../core/roles.ts";
import { type CollectionMove, collectionMoves, isCollectionMove } from "./collection-moves.ts";
import {
  allCollectionStates,
  type CollectionState,
  collectionStates,
} from "./collection-states.ts";

export type MoveRefusal = "move-not-allowed" | "collection-frozen" | "forbidden";

export type MoveDecision =
  | { readonly ok: true; readonly to: CollectionState; readonly move: Move<CollectionState> }
  | { readonly ok: false; readonly code: MoveRefusal };

/** One move as a client displays it. */
export interface OfferedMove {
  readonly move: CollectionMove;
  readonly label: Bilingual;
  readonly requirements: readonly Requirement[];
}

const rowsFrom = (
  state: CollectionState,
): readonly (readonly [CollectionMove, Move<CollectionState>])[] => {
  const { moves } = collectionStates[state];
  return Object.keys(moves)
    .filter(isCollectionMove)
    .flatMap((move) => {
      const row = moves[move];
      return row === undefined ? [] : [[move, row] as const];
    });
};

export const isFinal = (state: CollectionState): boolean => rowsFrom(state).length === 0;

/** Returns true while neither data nor photo may change. */
export const isFrozen = (state: CollectionState): boolean =>
  collectionStates[state].frozen === true;

/** The moves `role` may make from `state`, in the table's order. */
export const movesFrom = (state: CollectionState, role: Role): readonly OfferedMove[] =>
  rowsFrom(state)
    .filter(([, row]) => row.by.includes(role))
    .map(([move, row]) => ({
      move,
      label: collectionMoves[move],
      requirements: row.requirements ?? [],
    }));

/** Returns true if the table lets `role` make `move` from `state`. The caller checks what the move requires. */
export const canMove = (state: CollectionState, move: CollectionMove, role: Role): boolean =>
  collectionStates[state].moves[move]?.by.includes(role) ?? false;

/** The other states from which a move leads into `state`: its possible previous states. */
export const previousStates = (state: CollectionState): readonly CollectionState[] =>
  allCollectionStates.filter(
    (from) => from !== state && rowsFrom(from).some(([, row]) => row.to === state),
  );

/**
 * Decides what `move` by `role` does.
 * `previousState`: the previous state of the collection, null if it has none. A move back is refused if `state` cannot be
 * reached from it.
 */
export function decideMove(
  state: CollectionState,
  previousState: CollectionState | null,
  move: CollectionMove,
  role: Role,
): MoveDecision {
  const row = collectionStates[state].moves[move];
  if (row === undefined)
    return { ok: false, code: isFrozen(state) ? "collection-frozen" : "move-not-allowed" };
  if (!row.by.includes(role)) return { ok: false, code: "forbidden" };
  if (row.to !== "before") return { ok: true, to: row.to, move: row };
  if (previousState === null || !previousStates(state).includes(previousState))
    return { ok: false, code: "move-not-allowed" };
  return { ok: true, to: previousState, move: row };
}

/** States in which an operator may process a failed photo again. */
export const retryStates: readonly CollectionState[] = allCollectionStates.filter(
  (state) => canMove(state, "make-again", "operator") && !isFrozen(state),
);
