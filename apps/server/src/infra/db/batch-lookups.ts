/** Batching of lookups: those requested at the same moment become one query. */
import DataLoader from "dataloader";

/** Maximum number of keys per query. Further keys go into parallel queries. */
const maxKeys = 500;

/**
 * Returns a function that looks up one key. All lookups of one event-loop round form a batch, for which `read` returns
 * a value for each key with a match. Nothing is cached, so a caller sees everything committed before.
 */
export function batchLookups<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | null> {
  const loader = new DataLoader<string, Value | null>(
    async (keys) => {
      const matches = await read([...new Set(keys)]);
      return keys.map((key) => matches.get(key) ?? null);
    },
    { cache: false, maxBatchSize: maxKeys, batchScheduleFn: (send) => void setImmediate(send) },
  );
  return (key) => loader.load(key);
}
