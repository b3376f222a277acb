/** Reasons of a rejection that an account has typed but not sent, and its last ones, in the session storage. */
import { isReviewReason, type ReviewReasonCode } from "@gradphoto/domain";
import { readAccountItem, writeAccountItem } from "./account-storage.ts";

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
