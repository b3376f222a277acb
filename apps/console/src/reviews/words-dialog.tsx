/** A decision that needs a sentence: handing over, or the evidence of an exception. */
import { Input } from "antd";
import { useState } from "react";
import { useKeys } from "../lib/keyboard.ts";
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
  const confirm = (): void => {
    if (trimmed !== "") send(trimmed);
  };
  useKeys([{ key: "Enter", ctrl: true, words: { zh: "确定", en: "Confirm" }, run: confirm }]);
  return (
    <Dialog
      title={title}
      okText={
        <>
          {t.confirm} <kbd>Ctrl+↵</kbd>
        </>
      }
      okButtonProps={{ disabled: trimmed === "" }}
      onOk={confirm}
      close={close}
    >
      <Input.TextArea
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
