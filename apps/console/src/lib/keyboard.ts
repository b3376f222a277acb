/** Keys that work on a page, listed on `?`: alone outside of fields, with Ctrl anywhere. */
import type { Bilingual } from "@gradphoto/domain";
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface KeyAction {
  /** As the browser names it: `a`, `Enter`, `ArrowLeft`. */
  readonly key: string;
  /** With Ctrl, or with ⌘ on a Mac. */
  readonly ctrl?: true;
  /** With Shift, by the place of the key: what Shift makes of a digit depends on the keyboard. */
  readonly shift?: true;
  /** Of the page alone: a button or link that has the focus keeps the key for itself. */
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
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Enter opens or folds what it names, and means nothing else there. */
const isOpening = ({ key, target }: KeyboardEvent): boolean =>
  key === "Enter" && target instanceof HTMLElement && target.tagName === "SUMMARY";

const isOnControl = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.closest("button, a, summary, [role=button]") !== null;

/** `Digit1` and `KeyA`, as they are named without Shift. */
const placeOfKey = ({ code }: KeyboardEvent): string => code.replace(/^(Digit|Key)/, "").toLowerCase();

/** Caps Lock changes no letter's meaning. */
const pressedKey = ({ key }: Pick<KeyboardEvent, "key">): string => (key.length === 1 ? key.toLowerCase() : key);

/** As people read it. */
export const nameOfKey = ({ key, ctrl, shift }: Pick<KeyAction, "key" | "ctrl" | "shift">): string =>
  `${ctrl ? "Ctrl+" : ""}${shift ? "Shift+" : ""}${key === " " ? "Space" : key.length === 1 ? key.toUpperCase() : key}`;

let held: string | null = null;

/** While `on`, no key works but this one: what stands in front is only to be read. */
export function useKeysHeld(but: string, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    held = but;
    return () => {
      held = null;
    };
  }, [but, on]);
}

/** `actions` may be new at every draw. While `on` is false the keys do nothing. */
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
      if (event.repeat || event.altKey || (!ctrl && (isTyping(event.target) || isOpening(event)))) return;
      const pressed = pressedKey(event);
      const isPlain = (one: KeyAction): boolean => one.key === pressed && !one.shift && (one.ctrl ?? false) === ctrl;
      const isShifted = (one: KeyAction): boolean => one.shift === true && one.key === placeOfKey(event) && !ctrl;
      const action = (event.shiftKey && latest.current.find(isShifted)) || latest.current.find(isPlain);
      if (!action || (action.page && isOnControl(event)) || (held !== null && pressed !== held)) return;
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

/** Every key that works now, page by page. */
export const useShownKeys = (): readonly KeyAction[] => useSyncExternalStore(listen, () => visible).flat();
