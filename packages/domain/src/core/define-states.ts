/** The shape of a state table: a move that leads to a state the table does not have does not compile. */
import type { Bilingual } from "./bilingual.ts";
import type { Role } from "./roles.ts";
import type { Tone } from "./tones.ts";

/** What must come with a move: `payment` and `receipt` are proofs from outside, `opening` is customer service's leave. */
export type Ask = "payment" | "receipt" | "attempt" | "reason" | "evidence" | "opening" | "reading";

export interface Move<State extends string> {
  /** `before`: back to the state the collection came from. */
  readonly to: State | "before";
  /** Where it leads instead while there is no finished photo to submit. */
  readonly withoutPhotoTo?: State;
  readonly by: readonly Role[];
  readonly asks?: readonly Ask[];
  /** Only the person whose move led here may make it. */
  readonly samePerson?: true;
  /** Only so long after the move that led here. */
  readonly withinMinutes?: number;
  /** Only this role may decide next. */
  readonly handsTo?: Role;
}

export interface StateRow<State extends string, MoveCode extends string> {
  readonly label: Bilingual;
  readonly tone: Tone;
  /** Neither data nor photo may change any more. */
  readonly frozen?: true;
  readonly moves: { readonly [M in MoveCode]?: Move<State> };
}

export type StateTable<State extends string, MoveCode extends string> = {
  readonly [S in State]: StateRow<State, MoveCode>;
};

/** Ties every `to` to the keys of the table, and every move to `moveLabels`. */
export const defineStates = <State extends string, MoveCode extends string>(
  _moveLabels: Readonly<Record<MoveCode, Bilingual>>,
  table: { readonly [S in State]: StateRow<NoInfer<State>, NoInfer<MoveCode>> },
): StateTable<State, MoveCode> => table;
