/**
 * Field for the last four ID characters, where the phone number belonged to somebody else's account or another account
 * is linked to it.
 */
import type { Problem } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { focusField } from "../../parts/field.tsx";
import { isLastFour, LastFourInput, plainLastFour } from "../../parts/last-four.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useWords } from "../../words/words.ts";
import { signInWords } from "./sign-in-words.ts";

export interface Owner {
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly isNeeded: boolean;
  /** True when nothing is requested, or the typed value can be sent. */
  readonly mayGoOn: boolean;
  readonly proof: { readonly lastFour?: string };
  /** Returns the part of a refusal that still needs to be displayed. */
  readonly handleProblem: (problem: Problem) => Problem | null;
  /** Resets the field: another number means another owner. */
  readonly forget: () => void;
}

export function useOwner(): Owner {
  const [typed, type] = useState("");
  const [isNeeded, setNeeded] = useState(false);
  return {
    typed,
    type,
    isNeeded,
    mayGoOn: !isNeeded || isLastFour(typed),
    proof: typed === "" ? {} : { lastFour: plainLastFour(typed) },
    handleProblem: (problem) => {
      const { code } = problem;
      if (code === "last-four-wrong") type("");
      if (code === "identity-proof-needed") setNeeded(true);
      return code === "identity-proof-needed" ? null : problem;
    },
    forget: () => {
      type("");
      setNeeded(false);
    },
  };
}

const ownerFieldId = "owner-last-four";

interface OwnerFieldProps {
  readonly owner: Owner;
  readonly onEnter: () => void;
}

export function OwnerField({ owner: { typed, type, isNeeded }, onEnter }: OwnerFieldProps) {
  const words = useWords(signInWords);
  useEffect(() => {
    if (isNeeded) focusField(ownerFieldId);
  }, [isNeeded]);
  if (!isNeeded) return null;
  return (
    <>
      <Notice tone="warning">{words.ownerWhy}</Notice>
      <LastFourInput id={ownerFieldId} value={typed} onChange={type} onEnter={onEnter} />
    </>
  );
}
