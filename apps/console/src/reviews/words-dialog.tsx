/** A decision that needs a sentence: handing over, or the evidence of an exception. */
import { Input } from "antd";
import { useState } from "react";
import { useWords } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { deskWords } from "./desk-words.ts";

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly most: number;
  readonly close: () => void;
  readonly send: (words: string) => void;
}

export function WordsDialog({ title, hint, most, close, send }: Props) {
  const t = useWords(deskWords);
  const [words, setWords] = useState("");
  const trimmed = words.trim();
  return (
    <Dialog
      title={title}
      okText={t.confirm}
      okButtonProps={{ disabled: trimmed === "" }}
      onOk={() => send(trimmed)}
      close={close}
    >
      <Input.TextArea
        autoFocus
        aria-label={hint}
        placeholder={hint}
        maxLength={most}
        rows={3}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Dialog>
  );
}
