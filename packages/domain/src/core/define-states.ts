/** Tones, and shape of a state table: a move to a state that the table does not have does not compile. */
import type { Bilingual } from "./bilingual.ts";
import type { Role } from "./roles.ts";

/** Visual emphasis of a state; a closed list that never grows, so that every released client can display it. */
export const tones = ["neutral", "info", "warning", "success", "danger"] as const;

/**
 * `warning`: the student has to act; `info`: something is in progress; `danger`: something failed and can be corrected.
 */
export type Tone = (typeof tones)[number];

/**
 * Requirements of a move: `payment` and `receipt` are external proofs, `opening` is the permission of customer service.
 */
export type Requirement =
  | "payment"
  | "receipt"
  | "attempt"
  | "reason"
  | "evidence"
  | "opening"
  | "reading";

export interface Move<State extends string> {
  /** `before`: return to the previous state of the collection. */
  readonly to: State | "before";
  /** Alternative target while there is no finished photo to submit. */
  readonly withoutPhotoTo?: State;
  readonly by: readonly Role[];
  readonly requirements?: readonly Requirement[];
  /** Only the person whose move led here may make it. */
  readonly samePerson?: true;
  /** Allowed only within this time after the move that led here. */
  readonly withinMinutes?: number;
  /** Only this role may make the next decision. */
  readonly handsTo?: Role;
}

export interface StateRow<State extends string, MoveCode extends string> {
  readonly label: Bilingual;
  readonly tone: Tone;
  /** Neither data nor photo may change. */
  readonly frozen?: true;
  readonly moves: { readonly [M in MoveCode]?: Move<State> };
}

export type StateTable<State extends string, MoveCode extends string> = {
  readonly [S in State]: StateRow<State, MoveCode>;
};

/** Restricts every `to` to the keys of the table, and every move to `_moveLabels`. */
export const defineStates = <State extends string, MoveCode extends string>(
  _moveLabels: Readonly<Record<MoveCode, Bilingual>>,
  table: { readonly [S in State]: StateRow<NoInfer<State>, NoInfer<MoveCode>> },
): StateTable<State, MoveCode> => table;
