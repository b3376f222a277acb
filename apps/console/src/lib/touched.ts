/** Whether somebody is at the page: what it asks by itself must not keep the session of a desk that was left alive. */

/** A look at one picture may be long. */
const restMs = 300_000;

let touchedAt = performance.now();

/** The last three: of who moves by a screen reader, by voice or by a switch. */
const touches = ["pointerdown", "pointermove", "keydown", "wheel", "click", "input", "focusin"] as const;

for (const kind of touches) {
  addEventListener(kind, () => (touchedAt = performance.now()), { capture: true, passive: true });
}

export const untouchedMs = (): number => performance.now() - touchedAt;

export const isUntouched = (): boolean => untouchedMs() > restMs;

/** Hears of the next touch, once; answers how to stop hearing. */
export function hearNextTouch(listener: () => void): () => void {
  const stopping = new AbortController();
  const onNews = (): void => {
    stopping.abort();
    listener();
  };
  const { signal } = stopping;
  for (const kind of touches) addEventListener(kind, onNews, { capture: true, passive: true, signal });
  return () => stopping.abort();
}
