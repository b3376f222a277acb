/** Decisions that the service has not confirmed: sent again until it has, whatever page is open, also after the tab was loaded anew. */
import type { Problem } from "@gradphoto/domain/client";
import { useSyncExternalStore } from "react";
import { call } from "../lib/client.ts";
import { anotherPhoto, isOfAnotherPhoto } from "./another-photo.ts";
import { type Kept, readKept, writeKept } from "./kept-unsaved.ts";
import { send } from "./made.ts";
import { mayPass } from "./may-pass.ts";
import { decidedLast, notDecided } from "./own-order.ts";
import { unsavedPlace } from "./unsaved-place.ts";

export interface Unsaved extends Kept {
  /** Whose decision it is: nobody who signs in after them sends it. */
  readonly staffId: string;
  /** Not confirmed within the time that an answer takes on a working line. */
  readonly isLate: boolean;
}

const lateMs = 3000;
const againMs = 5000;

let unsaved: readonly Unsaved[] = [];
const saves = new Map<string, Promise<Problem | null>>();
const listeners = new Set<() => void>();

function change(next: readonly Unsaved[]): void {
  for (const { staffId } of [...unsaved, ...next]) {
    const theirs = next.filter((one) => one.staffId === staffId);
    if (theirs.length === 0) sessionStorage.removeItem(unsavedPlace(staffId));
    else sessionStorage.setItem(unsavedPlace(staffId), writeKept(theirs));
  }
  show(next);
}

function show(next: readonly Unsaved[]): void {
  unsaved = next;
  for (const listener of listeners) listener();
}

const markLate = (collectionId: string): void =>
  change(unsaved.map((one) => (one.collectionId === collectionId ? { ...one, isLate: true } : one)));

export const isUnsaved = (id: string): boolean => unsaved.some(({ collectionId }) => collectionId === id);

/** Resolves when the service has confirmed it (null) or has refused it for good. */
export function save(one: Omit<Unsaved, "isLate">): Promise<Problem | null> {
  if (one.made.decision !== "release") decidedLast(one.staffId, one.attemptId);
  return keepSending(one, sendUntilAnswered(one));
}

function keepSending(one: Omit<Unsaved, "isLate">, sending: Promise<Problem | null>): Promise<Problem | null> {
  const { collectionId, attemptId, staffId } = one;
  change([...unsaved, { ...one, isLate: false }]);
  const saving = sending
    .then((refused) => {
      if (refused !== null) notDecided(staffId, attemptId);
      return refused;
    })
    .finally(() => saves.delete(collectionId));
  saves.set(collectionId, saving);
  return saving;
}

/** Whatever of theirs is unsaved, of this page or of the one that stood here before the tab was loaded anew. */
export function takeUp(staffId: string): readonly (Kept & { readonly saving: Promise<Problem | null> })[] {
  const left = readKept(sessionStorage.getItem(unsavedPlace(staffId)));
  const taken = left.map((kept) => {
    const one = { ...kept, staffId };
    return { ...kept, saving: saves.get(kept.collectionId) ?? keepSending(one, sendIfStillThere(one)) };
  });
  // Whoever was signed out meanwhile is back.
  sendNow();
  return taken;
}

async function sendIfStillThere(one: Omit<Unsaved, "isLate">): Promise<Problem | null> {
  // A line that hangs already while this is asked is late as well.
  const timer = setTimeout(() => markLate(one.collectionId), lateMs);
  const isGone = await isOfAnotherPhoto(one);
  clearTimeout(timer);
  return isGone ? dropped(one) : sendUntilAnswered(one);
}

function dropped({ collectionId }: Kept): Problem {
  change(unsaved.filter((other) => other.collectionId !== collectionId));
  return anotherPhoto;
}

async function sendUntilAnswered(one: Omit<Unsaved, "isLate">): Promise<Problem | null> {
  const { collectionId, made, staffId } = one;
  const timer = setTimeout(() => markLate(collectionId), lateMs);
  for (;;) {
    const problem = await send(collectionId, made);
    const mayComeRight = problem !== null && mayPass(problem);
    if (mayComeRight) markLate(collectionId);
    if (!mayComeRight) {
      clearTimeout(timer);
      change(unsaved.filter((other) => other.collectionId !== collectionId));
      return problem;
    }
    if (!(await mayBeSentAgain(staffId))) {
      clearTimeout(timer);
      // What the tab keeps of them is dropped where it is told: once the other person is seen to be there.
      show(unsaved.filter((other) => other.staffId !== staffId));
      return problem;
    }
    if (await isOfAnotherPhoto(one)) {
      clearTimeout(timer);
      return dropped(one);
    }
  }
}

/** Waits until a session answers; false where it is another person's by then, in this tab or in another one. */
async function mayBeSentAgain(staffId: string): Promise<boolean> {
  for (;;) {
    await untilAgain();
    const answer = await call("readStaffAccount", {});
    if (answer.ok) return answer.value.staffId === staffId;
  }
}

let wakeAll = new AbortController();

/** Sends what is unsaved now, without waiting for its time. */
export function sendNow(): void {
  wakeAll.abort();
  wakeAll = new AbortController();
}

addEventListener("online", sendNow);
addEventListener("beforeunload", (event) => {
  if (unsaved.length > 0) event.preventDefault();
});

const untilAgain = (): Promise<void> =>
  new Promise((done) => {
    const { signal } = wakeAll;
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      done();
    };
    const timer = setTimeout(wake, againMs);
    signal.addEventListener("abort", wake);
  });

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Once the decision on that photo is saved or refused: null. Itself as soon as it is late. */
export async function lateDecision(attemptId: string): Promise<Unsaved | null> {
  const find = (): Unsaved | undefined => unsaved.find((one) => one.attemptId === attemptId);
  const saving = saves.get(find()?.collectionId ?? "");
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
