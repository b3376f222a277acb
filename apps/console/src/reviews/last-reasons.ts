/** The reasons that this person chose last, for as long as the tab is open: their codes alone, nothing of a student. */
import { isReviewReason, type ReviewReasonCode } from "@gradphoto/domain";
import { useState } from "react";
import { useStaff } from "../lib/staff.ts";

const placeOf = (staffId: string): string => `gradphoto-console-last-reasons-${staffId}`;

const readLast = (staffId: string): readonly ReviewReasonCode[] =>
  (sessionStorage.getItem(placeOf(staffId)) ?? "").split(" ").filter(isReviewReason);

export function useLastReasons() {
  const { staffId } = useStaff();
  const [last, setLast] = useState(() => readLast(staffId));
  const keep = (reasons: readonly ReviewReasonCode[]): void => {
    sessionStorage.setItem(placeOf(staffId), reasons.join(" "));
    setLast(reasons);
  };
  return { last, keep };
}
