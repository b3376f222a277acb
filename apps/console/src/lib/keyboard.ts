/** Keys that work on a page, listed on `?`: alone outside of fields, with Ctrl anywhere. */
import type { Bilingual } from "@gradphoto/domain";
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface KeyAction {
  /** As the browser names it: `a`, `Enter`, `ArrowLeft`. */
  readonly key: string;
  /** With Ctrl, or with ⌘ on a Mac. */
  readonly ctrl?: true;
  readonly words: Bilingual;
  readonly run: () => void;
}

let shown: readonly KeyAction[][] = [];
const listeners = new Set<() => void>();

function change(next: readonly KeyAction[][]): void {
  shown = next;
  for (const listener of listeners) listener();
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Enter opens or folds what it names, and means nothing else there. */
const isOpening = ({ key, target }: KeyboardEvent): boolean =>
  key === "Enter" && target instanceof HTMLElement && target.tagName === "SUMMARY";

/** Caps Lock changes no letter's meaning. */
const pressedKey = ({ key }: Pick<KeyboardEvent, "key">): string => (key.length === 1 ? key.toLowerCase() : key);

/** As people read it. */
export const nameOfKey = ({ key, ctrl }: Pick<KeyAction, "key" | "ctrl">): string =>
  `${ctrl ? "Ctrl+" : ""}${key.length === 1 ? key.toUpperCase() : key}`;

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
    const mine = [...latest.current];
    change([...shown, mine]);
    const press = (event: KeyboardEvent): void => {
      const ctrl = event.ctrlKey || event.metaKey;
      if (event.repeat || event.altKey || (!ctrl && (isTyping(event.target) || isOpening(event)))) return;
      const pressed = pressedKey(event);
      const action = latest.current.find((one) => one.key === pressed && (one.ctrl ?? false) === ctrl);
      if (!action || (held !== null && pressed !== held)) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
      change(shown.filter((one) => one !== mine));
    };
  }, [on, names]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every key that works now, page by page. */
export const useShownKeys = (): readonly KeyAction[] => useSyncExternalStore(listen, () => shown).flat();
