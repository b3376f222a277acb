/** Input that is not saved: asks before it is left by a link, going back, signing out, or closing the tab. */
import { App } from "antd";
import { useCallback, useEffect, useRef } from "react";
import { useBlocker } from "react-router";
import { useWords, wordsOf } from "./words.ts";

const words = wordsOf(
  { sure: "填写的内容还没有保存，离开后不会保留。", leave: "离开", stay: "留在本页" },
  { sure: "What you entered is not saved yet and will not be kept.", leave: "Leave", stay: "Stay" },
);

interface Unsaved {
  readonly isHeld: () => boolean;
  /** Names what would be lost; default: what was entered. */
  readonly question: string | undefined;
}

const unsaved = new Set<{ readonly current: Unsaved }>();

const firstHeld = (): Unsaved | undefined =>
  [...unsaved].map(({ current }) => current).find(({ isHeld }) => isHeld());

/** True while a page or dialog holds input that leaving would lose. */
export const hasUnsaved = (): boolean => firstHeld() !== undefined;

/** `isHeld` is evaluated when somebody is about to leave. */
export function useLeaveWarning(isHeld: () => boolean, question?: string): void {
  const entry = useRef<Unsaved>({ isHeld, question });
  entry.current = { isHeld, question };
  useEffect(() => {
    unsaved.add(entry);
    return () => void unsaved.delete(entry);
  }, []);
}

/** Guards all pages; used once. Returns a function that runs an action after asking. */
export function useLeaveGuard(): (leave: () => void) => void {
  const t = useWords(words);
  const { modal } = App.useApp();
  // A router supports one blocker, so it asks for every holder.
  const blocker = useBlocker(hasUnsaved);
  const ask = useCallback(
    (leave: () => void, stayed?: () => void) =>
      modal.confirm({
        title: firstHeld()?.question ?? t.sure,
        okText: t.leave,
        cancelText: t.stay,
        onOk: () => {
          // Prevents a second question about the same input when the page is left.
          unsaved.clear();
          leave();
        },
        onCancel: () => stayed?.(),
      }),
    [modal, t],
  );
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent): void => {
      if (hasUnsaved()) event.preventDefault();
    };
    addEventListener("beforeunload", hold);
    return () => removeEventListener("beforeunload", hold);
  }, []);
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    const dialog = ask(blocker.proceed, blocker.reset);
    return () => dialog.destroy();
  }, [blocker, ask]);
  return (leave) => void (hasUnsaved() ? ask(leave) : leave());
}
