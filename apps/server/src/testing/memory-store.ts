/** In-memory object store. */
import { checkKey, type ObjectStore } from "../infra/object-store/object-store.ts";

export function createMemoryStore(): ObjectStore {
  const stored = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => void stored.set(checkKey(key), bytes),
    get: async (key) => stored.get(checkKey(key)) ?? null,
    head: async (key) => {
      const match = stored.get(checkKey(key));
      return match ? { bytes: match.length } : null;
    },
    list: async function* (prefix) {
      for (const key of [...stored.keys()].sort()) if (key.startsWith(prefix)) yield key;
    },
    delete: async (key) => void stored.delete(checkKey(key)),
  };
}
