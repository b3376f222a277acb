/** Decisions that the service has not confirmed: sent again until it has, whatever page is open, also after the tab was loaded anew. */
import type { Problem } from "@gradphoto/domain/client";
import { useSyncExternalStore } from "react";
import { anotherPhoto, isOfAnotherPhoto } from "./another-photo.ts";
import { type Kept, keptAfter, readKept, writeKept } from "./kept-unsaved.ts";
import { send } from "./made.ts";
import { mayPass } from "./may-pass.ts";
import { decidedLast, notDecided } from "./own-order.ts";
import { isTheirSession, sendNow } from "./sending-again.ts";
import { onDropOfOthers, unsavedPlace } from "./unsaved-place.ts";

interface Decided extends Kept {
  /** Whose decision it is: nobody who signs in after them sends it. */
  readonly staffId: string;
}

export interface Unsaved extends Decided {
  /** Not confirmed within the time that an answer takes on a working line. */
  readonly isLate: boolean;
  /** Resolves when the service has confirmed it (null) or has refused it for good. */
  readonly saving: Promise<Problem | null>;
}

const lateMs = 3000;

let unsaved: readonly Unsaved[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Unsaved[]): void {
  for (const { staffId } of [...unsaved, ...next]) {
    const isTheirs = (one: Unsaved): boolean => one.staffId === staffId;
    const place = unsavedPlace(staffId);
    const kept = keptAfter(readKept(sessionStorage.getItem(place)), unsaved.filter(isTheirs), next.filter(isTheirs));
    if (kept.length === 0) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, writeKept(kept));
  }
  show(next);
}

function show(next: readonly Unsaved[]): void {
  unsaved = next;
  for (const listener of listeners) listener();
}

/** The very decision: its person, or the next one, may since have decided on the same photo again. */
const isSame = (one: Decided, other: Decided): boolean => one.made === other.made;

const without = (one: Decided): readonly Unsaved[] => unsaved.filter((other) => !isSame(one, other));

const markLate = (one: Decided): void =>
  change(unsaved.map((other) => (isSame(one, other) ? { ...other, isLate: true } : other)));

/** Whose decisions were dropped is at this tab no more: they are neither sent nor told of. */
const isDropped = (one: Decided): boolean => !unsaved.some((other) => isSame(one, other));

const untold = (): Promise<never> => new Promise(() => undefined);

onDropOfOthers((staffId) => show(unsaved.filter((one) => one.staffId === staffId)));

export const isUnsaved = (id: string): boolean => unsaved.some(({ collectionId }) => collectionId === id);

/** As its `saving`. `after`: when the decision before it on the same submission was made; "": there was none. */
export function save(one: Decided, after: string): Promise<Problem | null> {
  if (one.made.decision !== "release") decidedLast(one.staffId, { attemptId: one.attemptId, after });
  return keepSending(one, sendUntilAnswered);
}

function keepSending(one: Decided, sending: (one: Decided) => Promise<Problem | null>): Promise<Problem | null> {
  const saving = sending(one).then((refused) => {
    if (refused !== null) notDecided(one.staffId, one.attemptId);
    return refused;
  });
  change([...unsaved, { ...one, isLate: false, saving }]);
  return saving;
}

/** Whatever of theirs is unsaved, of this page or of the one that stood here before the tab was loaded anew. */
export function takeUp(staffId: string): readonly (Kept & { readonly saving: Promise<Problem | null> })[] {
  const left = readKept(sessionStorage.getItem(unsavedPlace(staffId)));
  const taken = left.map((kept) => {
    const going = unsaved.find((one) => one.staffId === staffId && one.collectionId === kept.collectionId);
    return { ...kept, saving: going?.saving ?? keepSending({ ...kept, staffId }, sendIfStillThere) };
  });
  // Whoever was signed out meanwhile is back.
  sendNow();
  return taken;
}

async function sendIfStillThere(one: Decided): Promise<Problem | null> {
  // A line that hangs already while this is asked is late as well.
  const timer = setTimeout(() => markLate(one), lateMs);
  const isGone = await isOfAnotherPhoto(one);
  clearTimeout(timer);
  if (isDropped(one)) return untold();
  return isGone ? ended(one, anotherPhoto) : sendUntilAnswered(one);
}

function ended(one: Decided, refused: Problem | null): Problem | null {
  change(without(one));
  return refused;
}

async function sendUntilAnswered(one: Decided): Promise<Problem | null> {
  const { collectionId, made, staffId } = one;
  const timer = setTimeout(() => markLate(one), lateMs);
  try {
    for (;;) {
      const problem = await send(collectionId, made);
      if (isDropped(one)) return untold();
      if (problem === null || !mayPass(problem)) return ended(one, problem);
      markLate(one);
      const isTheirs = await isTheirSession(staffId);
      if (isDropped(one)) return untold();
      if (!isTheirs) {
        // What the tab keeps of them is dropped where it is told: once the other person is seen to be there.
        show(without(one));
        return problem;
      }
      const isGone = await isOfAnotherPhoto(one);
      if (isDropped(one)) return untold();
      if (isGone) return ended(one, anotherPhoto);
    }
  } finally {
    clearTimeout(timer);
  }
}

addEventListener("beforeunload", (event) => {
  if (unsaved.length > 0) event.preventDefault();
});

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Once the decision on that photo is saved or refused: null. Itself as soon as it is late. */
export async function lateDecision(attemptId: string): Promise<Unsaved | null> {
  const find = (): Unsaved | undefined => unsaved.find((one) => one.attemptId === attemptId);
  const saving = find()?.saving;
  await new Promise<void>((done) => {
    const look = (): void => {
      if (find()?.isLate === false) return;
      stop();
      done();
    };
    const stop = listen(look);
    look();
  });
  const late = find();
  if (!late) await saving;
  return late ?? null;
}

export const useUnsaved = (): readonly Unsaved[] => useSyncExternalStore(listen, () => unsaved);
