/** What the findings say about the reasons for rejecting: which they point to, and with what numbers. */
import {
  type Bilingual,
  type Finding,
  type ReviewReasonCode,
  reviewerReasonCodes,
  reviewReasons,
} from "@gradphoto/domain";
import { noted } from "./findings-panel.tsx";

const measured = (findings: readonly Finding[]): readonly Finding[] =>
  noted(findings).filter(({ verdict }) => verdict !== "unsure");

/** The reasons about the same matter as what the checks noted, in the order of the table. */
export function suggestedReasons(findings: readonly Finding[]): readonly ReviewReasonCode[] {
  const ids = measured(findings).map(({ id }) => id);
  return reviewerReasonCodes.filter((code) => reviewReasons[code].checks.some((check) => ids.includes(check)));
}

/** What was measured about the chosen reasons, each with its number and limit. */
export const measuredWords = (
  findings: readonly Finding[],
  chosen: readonly ReviewReasonCode[],
): readonly Bilingual[] =>
  measured(findings)
    .filter(({ id }) => chosen.some((code) => reviewReasons[code].checks.includes(id)))
    .map(({ message }) => message);
