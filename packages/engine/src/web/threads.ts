/** The model runtime's threads: whether this browser lends any, how many, and the memory that they share. */
import { supportsFeature } from "@litertjs/core";

export interface Threads {
  /** This worker's own is one of them. */
  readonly count: number;
  readonly memory: WebAssembly.Memory;
}

const pagesPerMb = 16;
/** A check comes to 213: a phone that has no room for it is found out before it begins. */
const initialMb = 256;
/** As LiteRT's file says. */
const mostMb = 2048;

/** null: none here. LiteRT has them with relaxed SIMD alone, browsers for isolated pages alone. */
export async function threadsHere(): Promise<Threads | null> {
  const { hardwareConcurrency } = navigator;
  const isSupported = (await supportsFeature("relaxedSimd")) && (await supportsFeature("threads"));
  if (!isSupported || !(hardwareConcurrency > 1)) return null;
  try {
    const [initial, maximum] = [initialMb * pagesPerMb, mostMb * pagesPerMb];
    return { count: countOf(hardwareConcurrency), memory: new WebAssembly.Memory({ initial, maximum, shared: true }) };
  } catch {
    return null;
  }
}

/** Of so many processors: both of two, as measured; of more no more than half, since phones have slow ones among them. */
const countOf = (processors: number): number => Math.min(4, Math.max(2, Math.floor(processors / 2)));
