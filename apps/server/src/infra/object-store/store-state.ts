/** Readiness probe of the store of pictures. */
import { shareProbe } from "../share-probe.ts";
import type { ObjectStore } from "./object-store.ts";

export type StoreState = "ok" | "away";

type Listing = Pick<ObjectStore, "list">;

/**
 * Prefix of a folder that is always empty. A list of it fails if the bucket is missing, while HEAD of a missing object
 * is 404 either way.
 */
const emptyFolder = "readiness/";
/** Limits of the probe. Its result is cached, because proxies probe every second. */
const limits = { cachedMs: 5000, timeoutMs: 2000, late: "away" } as const;

/** Throws if the store is unreachable, refuses our key or has no such bucket. */
export async function probeStore(objects: Listing): Promise<void> {
  await objects.list(emptyFolder).next();
}

export const createStoreState = (objects: Listing): (() => Promise<StoreState>) =>
  shareProbe<StoreState>(
    () =>
      probeStore(objects).then(
        () => "ok",
        () => "away",
      ),
    limits,
  );
