/** Whether the store of pictures serves us. */
import { shareProbe } from "../shared-probe.ts";
import type { ObjectStore } from "./object-store.ts";

export type StoreState = "ok" | "away";

type Listing = Pick<ObjectStore, "list">;

/** Nothing is stored there. A HEAD of a missing object is 404 in a missing bucket too; a list of one is refused. */
const emptyFolder = "readiness/";
/** Proxies ask each second. */
const limits = { cachedMs: 5000, timeoutMs: 2000, late: "away" } as const;

/** Throws where the store is out of reach, refuses our key or has no such bucket. */
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
