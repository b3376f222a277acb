/** A decision that needs a sentence: handing over, or the evidence of an exception. */
import { Input } from "antd";
import { useState } from "react";
import { useKeys } from "../lib/keyboard.ts";
import { useWords } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useDiscard } from "../parts/form/use-discard.ts";
import type { Outcome } from "./decision-queue.ts";
import { deskWords } from "./desk-words.ts";

interface Props {
  readonly of: "escalate" | "exception";
  readonly close: () => void;
  readonly decide: (made: Outcome) => void;
}

export function WordsDialog({ of, close, decide }: Props) {
  const t = useWords(deskWords);
  const [words, setWords] = useState("");
  const [leaving, setLeaving] = useState(false);
  const discard = useDiscard(close, () => setLeaving(false));
  const trimmed = words.trim();
  const isEscalation = of === "escalate";
  const hint = isEscalation ? t.escalateHint : t.exceptionHint;
  const confirm = (): void => {
    if (trimmed === "") return;
    decide(isEscalation ? { outcome: "escalate", words: trimmed } : { outcome: "grant-exception", evidence: trimmed });
  };
  const leave = (): void => {
    setLeaving(trimmed !== "");
    discard(trimmed !== "");
  };
  // While leaving is asked about, Enter answers that.
  useKeys([{ key: "Enter", ctrl: true, words: { zh: "确定", en: "Confirm" }, run: confirm }], !leaving);
  return (
    <Dialog
      title={isEscalation ? t.escalateTitle : t.exceptionTitle}
      okText={
        <>
          {t.confirm} <kbd>Ctrl+↵</kbd>
        </>
      }
      okButtonProps={{ disabled: trimmed === "" }}
      onOk={confirm}
      close={leave}
    >
      <Input.TextArea
        aria-label={hint}
        placeholder={hint}
        maxLength={isEscalation ? 500 : 1000}
        rows={3}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Dialog>
  );
}
