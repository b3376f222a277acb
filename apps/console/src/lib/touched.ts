/** Whether somebody is at the page: what it asks by itself must not keep the session of a desk that was left alive. */

/** A look at one picture may be long. */
const restMs = 300_000;

let touchedAt = performance.now();

for (const kind of ["pointerdown", "pointermove", "keydown", "wheel"] as const) {
  addEventListener(kind, () => (touchedAt = performance.now()), { capture: true, passive: true });
}

export const isUntouched = (): boolean => performance.now() - touchedAt > restMs;
