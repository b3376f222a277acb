/** Browser storage; where it is unavailable (blocked, full), values last as long as the page. */
import type { Platform } from "../platform.ts";

const lasting = new Map<string, string>();

export const webStore: Platform["store"] = {
  read: (key) => {
    try {
      return lasting.get(key) ?? localStorage.getItem(key);
    } catch {
      return lasting.get(key) ?? null;
    }
  },
  write: (key, text) => {
    lasting.delete(key);
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      if (text !== null) lasting.set(key, text);
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
