/** Keyboard shortcuts of a page, listed on `?`. Plain keys work outside of fields, Ctrl combinations anywhere. */
import type { Bilingual } from "@gradphoto/domain";
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface KeyAction {
  /** Key name as in `KeyboardEvent.key`: `a`, `Enter`, `ArrowLeft`. */
  readonly key: string;
  /** With Ctrl, or ⌘ on a Mac. */
  readonly ctrl?: true;
  /** With Shift, matched by the physical key: the character that Shift yields on a digit depends on the layout. */
  readonly shift?: true;
  /** Applies to the page only: a focused button or link keeps the key for itself. */
  readonly page?: true;
  readonly words: Bilingual;
  readonly run: () => void;
}

let visible: readonly KeyAction[][] = [];
const listeners = new Set<() => void>();

function change(next: readonly KeyAction[][]): void {
  visible = next;
  for (const listener of listeners) listener();
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Enter on a `<summary>` expands or collapses it, and triggers no shortcut. */
const isOpening = ({ key, target }: KeyboardEvent): boolean =>
  key === "Enter" && target instanceof HTMLElement && target.tagName === "SUMMARY";

const isOnControl = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.closest("button, a, summary, [role=button]") !== null;

/** Maps `Digit1` and `KeyA` to their key names without Shift. */
const placeOfKey = ({ code }: KeyboardEvent): string =>
  code.replace(/^(Digit|Key)/, "").toLowerCase();

/** Caps Lock does not change the meaning of a letter. */
const pressedKey = ({ key }: Pick<KeyboardEvent, "key">): string =>
  key.length === 1 ? key.toLowerCase() : key;

/** Name of a key for people. */
export const nameOfKey = ({
  key,
  ctrl,
  shift,
}: Pick<KeyAction, "key" | "ctrl" | "shift">): string =>
  `${ctrl ? "Ctrl+" : ""}${shift ? "Shift+" : ""}${key === " " ? "Space" : key.length === 1 ? key.toUpperCase() : key}`;

let held: string | null = null;

/** While `on`, only this key works: the content in front is read-only. */
export function useSingleKey(but: string, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    held = but;
    return () => {
      held = null;
    };
  }, [but, on]);
}

/** `actions` may change at every render. While `on` is false, the keys do nothing. */
export function useKeys(actions: readonly KeyAction[], on = true): void {
  const latest = useRef(actions);
  latest.current = actions;
  const names = actions.map(nameOfKey).join(" ");
  useEffect(() => {
    if (!on || names === "") return;
    const own = [...latest.current];
    change([...visible, own]);
    const press = (event: KeyboardEvent): void => {
      const ctrl = event.ctrlKey || event.metaKey;
      if (event.repeat || event.altKey || (!ctrl && (isTyping(event.target) || isOpening(event))))
        return;
      const pressed = pressedKey(event);
      const isPlain = (one: KeyAction): boolean =>
        one.key === pressed && !one.shift && (one.ctrl ?? false) === ctrl;
      const isShifted = (one: KeyAction): boolean =>
        one.shift === true && one.key === placeOfKey(event) && !ctrl;
      const action =
        (event.shiftKey && latest.current.find(isShifted)) || latest.current.find(isPlain);
      if (!action || (action.page && isOnControl(event)) || (held !== null && pressed !== held))
        return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
      change(visible.filter((one) => one !== own));
    };
  }, [on, names]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every key that works now, grouped by page. */
export const useVisibleKeys = (): readonly KeyAction[] =>
  useSyncExternalStore(listen, () => visible).flat();
