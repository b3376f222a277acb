/** Session storage per account. Another account that signs in cannot read it. */
import { isReviewReason, type ReviewReasonCode } from "@gradphoto/domain";

const prefix = "gradphoto-console-own-";
const idLetters = 36;

const keyOf = (staffId: string, name: string): string => `${prefix}${staffId}-${name}`;

export const readOwn = (staffId: string, name: string): string | null => sessionStorage.getItem(keyOf(staffId, name));

/** null removes it. */
export function writeOwn(staffId: string, name: string, text: string | null): void {
  if (text === null) sessionStorage.removeItem(keyOf(staffId, name));
  else sessionStorage.setItem(keyOf(staffId, name), text);
}

/** The accounts for which this tab stores something. */
export const storedAccounts = (): readonly string[] => [
  ...new Set(ownKeys().map((key) => key.slice(prefix.length, prefix.length + idLetters))),
];

export function dropStored(staffId: string): void {
  for (const key of ownKeys()) if (key.startsWith(keyOf(staffId, ""))) sessionStorage.removeItem(key);
}

const ownKeys = (): readonly string[] => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));

/** A rejection that is filled in but not sent. */
export interface ReasonsDraft {
  readonly chosen: readonly ReviewReasonCode[];
  readonly words: string;
}

export const noReasons: ReasonsDraft = { chosen: [], words: "" };

const draftName = (taskId: string): string => `draft-${taskId}`;

export function readDraft(staffId: string, taskId: string): ReasonsDraft {
  const [codes = "", ...words] = (readOwn(staffId, draftName(taskId)) ?? "").split("\n");
  return { chosen: codes.split(" ").filter(isReviewReason), words: words.join("\n") };
}

export function writeDraft(staffId: string, taskId: string, { chosen, words }: ReasonsDraft): void {
  const isEmpty = chosen.length === 0 && words === "";
  writeOwn(staffId, draftName(taskId), isEmpty ? null : `${chosen.join(" ")}\n${words}`);
}

/** Last reasons chosen by this account: only their codes, no student data. */
export const readLastReasons = (staffId: string): readonly ReviewReasonCode[] =>
  (readOwn(staffId, "last-reasons") ?? "").split(" ").filter(isReviewReason);

export const writeLastReasons = (staffId: string, reasons: readonly ReviewReasonCode[]): void =>
  writeOwn(staffId, "last-reasons", reasons.join(" "));
