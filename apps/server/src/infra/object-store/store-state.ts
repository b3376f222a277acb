/** Whether the store of pictures answers, asked every few seconds at most, however many want to know. */
import { setTimeout as pause } from "node:timers/promises";
import type { ObjectStore } from "./object-store.ts";

export type StoreState = "ok" | "away";

/** Nothing is stored there; that it says so is the sign of life. */
const probe = "readiness/probe";
/** Proxies ask each second. */
const keptMs = 5000;
const timeoutMs = 2000;

export function createStoreState(objects: Pick<ObjectStore, "head">): () => Promise<StoreState> {
  let known: { readonly untilMs: number; readonly state: Promise<StoreState> } | null = null;
  return () => {
    if (known && known.untilMs > performance.now()) return known.state;
    const state = ask(objects);
    known = { untilMs: performance.now() + keptMs, state };
    return state;
  };
}

async function ask(objects: Pick<ObjectStore, "head">): Promise<StoreState> {
  const asked = objects.head(probe).then(
    () => "ok" as const,
    () => "away" as const,
  );
  const late = new AbortController();
  const silent = pause(timeoutMs, "away" as const, { signal: late.signal, ref: false }).catch(() => "away" as const);
  const state = await Promise.race([asked, silent]);
  late.abort();
  return state;
}
