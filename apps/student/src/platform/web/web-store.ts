/** What the browser keeps; where it keeps nothing (blocked, full), it lasts as long as the page. */
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
    // Without a key the whole store was cleared.
    addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) changed(event.newValue);
    });
    // A page that was left and comes back as it was has not heard of what happened meanwhile.
    addEventListener("pageshow", ({ persisted }) => persisted && changed(webStore.read(key)));
  },
};
