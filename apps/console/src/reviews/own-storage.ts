/** Session storage per account. Another account that signs in cannot read it. */
import { isReviewReason, type ReviewReasonCode } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";

/** The reviewer's own decisions: which one would be undone, and until when. */
export type OwnDecision = RouteAnswer<"listMyDecisions">["decisions"][number];

/** The latest that is not undone. `decisions`: latest first, as the service orders them. */
export const latestOf = <One extends Pick<OwnDecision, "undone">>(
  decisions: readonly One[],
): One | undefined => decisions.find(({ undone }) => !undone);

export const canUndo = ({ undoUntil }: Pick<OwnDecision, "undoUntil">, now: number): boolean =>
  undoUntil !== null && Date.parse(undoUntil) > now;

export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * The current time, updated at this interval; null: never. A single timer would fire too late after the computer slept.
 */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

const prefix = "gradphoto-console-own-";
const idLetters = 36;

const keyOf = (staffId: string, name: string): string => `${prefix}${staffId}-${name}`;

export const readAccountItem = (staffId: string, name: string): string | null =>
  sessionStorage.getItem(keyOf(staffId, name));

/** null removes it. */
export function writeAccountItem(staffId: string, name: string, text: string | null): void {
  if (text === null) sessionStorage.removeItem(keyOf(staffId, name));
  else sessionStorage.setItem(keyOf(staffId, name), text);
}

/** The accounts for which this tab stores something. */
export const storedAccounts = (): readonly string[] => [
  ...new Set(ownKeys().map((key) => key.slice(prefix.length, prefix.length + idLetters))),
];

export function dropStored(staffId: string): void {
  for (const key of ownKeys())
    if (key.startsWith(keyOf(staffId, ""))) sessionStorage.removeItem(key);
}

const ownKeys = (): readonly string[] =>
  Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));

/** A rejection that is filled in but not sent. */
export interface ReasonsDraft {
  readonly chosen: readonly ReviewReasonCode[];
  readonly words: string;
}

export const noReasons: ReasonsDraft = { chosen: [], words: "" };

const draftName = (taskId: string): string => `draft-${taskId}`;

export function readDraft(staffId: string, taskId: string): ReasonsDraft {
  const [codes = "", ...words] = (readAccountItem(staffId, draftName(taskId)) ?? "").split("\n");
  return { chosen: codes.split(" ").filter(isReviewReason), words: words.join("\n") };
}

export function writeDraft(staffId: string, taskId: string, { chosen, words }: ReasonsDraft): void {
  const isEmpty = chosen.length === 0 && words === "";
  writeAccountItem(staffId, draftName(taskId), isEmpty ? null : `${chosen.join(" ")}\n${words}`);
}

/** Last reasons chosen by this account: only their codes, no student data. */
export const readLastReasons = (staffId: string): readonly ReviewReasonCode[] =>
  (readAccountItem(staffId, "last-reasons") ?? "").split(" ").filter(isReviewReason);

export const writeLastReasons = (staffId: string, reasons: readonly ReviewReasonCode[]): void =>
  writeAccountItem(staffId, "last-reasons", reasons.join(" "));
