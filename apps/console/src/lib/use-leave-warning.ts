/** Confirmation before leaving a page with unsaved work: by a link, by going back, or by closing the tab. */
import { App } from "antd";
import { useEffect } from "react";
import { useBlocker } from "react-router";
import { useWords, wordsOf } from "./words.ts";

const words = wordsOf({ leave: "离开", stay: "留在本页" }, { leave: "Leave", stay: "Stay" });

/** `question`: names what would be lost. */
export function useLeaveWarning(isHeld: boolean, question: string): void {
  const t = useWords(words);
  const { modal } = App.useApp();
  const blocker = useBlocker(isHeld);
  useEffect(() => {
    if (!isHeld) return;
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", hold);
    return () => removeEventListener("beforeunload", hold);
  }, [isHeld]);
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    const dialog = modal.confirm({
      title: question,
      okText: t.leave,
      cancelText: t.stay,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    return () => dialog.destroy();
  }, [blocker, modal, question, t]);
}
