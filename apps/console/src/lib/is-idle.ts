/** Detects whether somebody uses the page: polling must not renew the session of an abandoned desk. */

/** Looking at one picture may take long. */
const restMs = 300_000;

let touchedAt = performance.now();

/** The last three cover screen readers, voice control and switch devices. */
const touches = [
  "pointerdown",
  "pointermove",
  "keydown",
  "wheel",
  "click",
  "input",
  "focusin",
] as const;

for (const kind of touches) {
  addEventListener(kind, () => (touchedAt = performance.now()), { capture: true, passive: true });
}

export const sinceInputMs = (): number => performance.now() - touchedAt;

export const isIdle = (): boolean => sinceInputMs() > restMs;

/** Calls the listener once, at the next user input. Returns a function that cancels this. */
export function onNextInput(listener: () => void): () => void {
  const stopping = new AbortController();
  const onNews = (): void => {
    stopping.abort();
    listener();
  };
  const { signal } = stopping;
  for (const kind of touches)
    addEventListener(kind, onNews, { capture: true, passive: true, signal });
  return () => stopping.abort();
}
