/** Where the number had somebody else's account, or another account is joined to it: the last four of whom it is about. */
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useWords } from "../../words/words.ts";
import { signInWords } from "./sign-in-words.ts";

/** Refusals after which it is asked for, or asked for again. */
export const asksForOwner = (code: string | undefined): boolean =>
  code === "identity-proof-needed" || code === "last-four-wrong" || code === "last-four-locked";

interface OwnerFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export function OwnerField({ value, onChange }: OwnerFieldProps) {
  const words = useWords(signInWords);
  return (
    <>
      <Notice tone="warning">{words.ownerWhy}</Notice>
      <Field id="owner-last-four" label={words.owner} kind="code" maxLength={8} value={value} onChange={onChange} />
    </>
  );
}
