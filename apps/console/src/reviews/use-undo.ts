/** Taking decisions back at the desk, by key, button and row, and what is said of it. */
import { App } from "antd";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import type { Hand } from "./use-hand.ts";
import type { Undone } from "./use-taking-back.ts";

const undoingSign = "undoing";
const undoneSign = "undone";
/** An answer that comes sooner needs no sign that it is awaited. */
const unseenMs = 300;

/** `refetch`: asks for the reviewer's own decisions again. */
export function useUndo(hand: Hand, refetch: () => void) {
  const t = useWords(deskWords);
  const { message } = App.useApp();
  const said = (undone: Undone): { readonly type: "success" | "warning"; readonly content: string } | null => {
    switch (undone.at) {
      case "back":
        return { type: "success", content: t.undoneOf(undone.nameMasked) };
      case "unsaved":
        return { type: "warning", content: t.notSavedYet(undone.nameMasked) };
      case "too-late":
        return { type: "warning", content: t.undoTooLate };
      case "none":
        return { type: "warning", content: t.undoNone };
      case "refused":
        return null;
    }
  };
  const tell = (undone: Undone): void => {
    const words = said(undone);
    if (words) void message.open({ key: undoneSign, ...words });
  };
  const undo = async (collectionId: string): Promise<void> => {
    tell(await hand.undo(collectionId));
    refetch();
  };
  // Whatever the page knows of them: one may have been made at another computer since.
  const undoLatest = async (): Promise<void> => {
    const told = setTimeout(() => {
      void message.open({ key: undoingSign, type: "loading", content: t.undoing, duration: 0 });
    }, unseenMs);
    const undone = await hand.undoLatest();
    clearTimeout(told);
    message.destroy(undoingSign);
    tell(undone);
    refetch();
  };
  return {
    undo: (collectionId: string): void => void undo(collectionId),
    undoLatest: (): void => void undoLatest(),
  };
}
