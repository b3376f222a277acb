/** Each decision is taken back once at a time, and one whose end the service did not tell is not forgotten. */
import type { TakenBack } from "./taken-back.ts";

export interface Undos<Told> {
  /** `end`: called once with what became of it, however many asked for it meanwhile. */
  readonly undo: (collectionId: string, end: (taken: TakenBack) => Told) => Promise<Told>;
  /** The last that is under way, or whose end is unclear; null: none. Taking back the latest means that one. */
  readonly unfinished: () => string | null;
  /** That one was decided anew. */
  readonly forget: (collectionId: string) => void;
  /** The latest is another one from here on. */
  readonly forgetAll: () => void;
}

export function createUndos<Told>(takeBack: (collectionId: string) => Promise<TakenBack>): Undos<Told> {
  const underWay = new Map<string, Promise<Told>>();
  const unclear = new Set<string>();
  return {
    undo: (collectionId, end) => {
      const before = underWay.get(collectionId);
      if (before) return before;
      const taking = takeBack(collectionId)
        .then((taken) => {
          unclear.delete(collectionId);
          if (taken.at === "unclear") unclear.add(collectionId);
          return end(taken);
        })
        .finally(() => underWay.delete(collectionId));
      underWay.set(collectionId, taking);
      return taking;
    },
    unfinished: () => [...unclear, ...underWay.keys()].at(-1) ?? null,
    forget: (collectionId) => void unclear.delete(collectionId),
    forgetAll: () => unclear.clear(),
  };
}
