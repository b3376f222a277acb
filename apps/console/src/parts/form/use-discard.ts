/** Confirmation before input in a dialog is discarded: a key press or a click outside happens easily. */
import { App } from "antd";
import { useWords, wordsOf } from "../../lib/words.ts";

const words = wordsOf(
  { sure: "放弃已填写的内容？", leave: "放弃", stay: "继续填写" },
  { sure: "Discard what you entered?", leave: "Discard", stay: "Go on" },
);

/** `stayed`: called when the input is not discarded after all. */
export function useDiscard(close: () => void, stayed?: () => void): (isTouched: boolean) => void {
  const t = useWords(words);
  const { modal } = App.useApp();
  return (isTouched) => {
    if (!isTouched) close();
    else modal.confirm({ title: t.sure, okText: t.leave, cancelText: t.stay, onOk: close, onCancel: () => stayed?.() });
  };
}
