/** Browser storage; where it is unavailable (blocked, full), values last as long as the page. */
import type { Platform } from "../platform.ts";

const memory = new Map<string, string>();

export const webStore: Platform["store"] = {
  read: (key) => {
    try {
      return memory.get(key) ?? localStorage.getItem(key);
    } catch {
      return memory.get(key) ?? null;
    }
  },
  write: (key, text) => {
    memory.delete(key);
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      if (text !== null) memory.set(key, text);
    }
  },
  follow: (key, changed) => {
    // An event without a key means that the whole store was cleared.
    addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) changed(event.newValue);
    });
    // A page restored from the back/forward cache missed the events meanwhile.
    addEventListener("pageshow", ({ persisted }) => persisted && changed(webStore.read(key)));
  },
};
