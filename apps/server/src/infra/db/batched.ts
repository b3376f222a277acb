/** Lookups that are asked for in the same moment go to the database as one. */
import DataLoader from "dataloader";

/** Rows of one question; more are asked for beside. */
const mostKeys = 500;

/**
 * `read` answers for each key it finds something of. Nothing is kept: whoever asks sees what was committed before. What
 * arrives while the process looks at its sockets counts as one moment.
 */
export function batched<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | null> {
  const loader = new DataLoader<string, Value | null>(
    async (keys) => {
      const matches = await read([...new Set(keys)]);
      return keys.map((key) => matches.get(key) ?? null);
    },
    { cache: false, maxBatchSize: mostKeys, batchScheduleFn: (send) => void setImmediate(send) },
  );
  return (key) => loader.load(key);
}
