/** Objects in memory, for as long as somebody holds them. */
import { checkKey, type ObjectStore } from "../infra/object-store/object-store.ts";

export function createMemoryStore(): ObjectStore {
  const kept = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => void kept.set(checkKey(key), bytes),
    get: async (key) => kept.get(checkKey(key)) ?? null,
    head: async (key) => {
      const found = kept.get(checkKey(key));
      return found ? { bytes: found.length } : null;
    },
    list: async function* (prefix) {
      for (const key of [...kept.keys()].sort()) if (key.startsWith(prefix)) yield key;
    },
    delete: async (key) => void kept.delete(checkKey(key)),
  };
}
