import { expect, test, vi } from "vitest";

test("counts pointer, key, click, input and focus events as activity", async () => {
  const listeners = new Map<string, () => void>();
  vi.stubGlobal("addEventListener", (kind: string, listener: () => void) =>
    listeners.set(kind, listener),
  );
  const now = vi.spyOn(performance, "now");
  try {
    now.mockReturnValue(0);
    const { isIdle } = await import("./is-idle.ts");
    for (const [turn, kind] of ["pointermove", "keydown", "click", "input", "focusin"].entries()) {
      now.mockReturnValue((turn + 1) * 300_001);
      expect(isIdle(), kind).toBe(true);
      listeners.get(kind)?.();
      expect(isIdle(), kind).toBe(false);
    }
  } finally {
    now.mockRestore();
    vi.unstubAllGlobals();
  }
});
