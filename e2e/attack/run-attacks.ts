/** Tries attacks one after the other while bystanders read, and says of each whether it held and what others waited. */
import { setTimeout as delay } from "node:timers/promises";
import type { Product } from "../product/start-product.ts";
import type { Attack, Target } from "./attack-kinds.ts";
import type { Bystander } from "./bystander.ts";

export interface Outcome {
  readonly name: string;
  readonly must: string;
  readonly held: boolean;
  /** What was seen, or why it did not hold. */
  readonly saw: string;
  readonly seconds: number;
  readonly worstMs: number;
  readonly p99Ms: number;
}

/** What an attack left to do is done. */
const settleMs = 500;
const longestMs = 120_000;
/** Of a bystander's read, whatever is done beside it. */
const mostWaitedMs = 250;

export async function runAttack(attack: Attack, target: Target, bystander: Bystander): Promise<Outcome> {
  await delay(settleMs);
  await bystander.waited();
  const beganMs = performance.now();
  const tried = await within(longestMs, attack.run({ ...target, product: listeningFromNow(target.product) })).then(
    (saw) => ({ held: true, saw }),
    (error: unknown) => ({ held: false, saw: wordsOf(error) }),
  );
  const seconds = Math.round((performance.now() - beganMs) / 100) / 10;
  const { worstMs, p99Ms, refused } = await bystander.waited();
  const others = [
    ...(refused.length === 0 ? [] : [`; bystanders were refused: ${[...new Set(refused)].join(", ")}`]),
    ...(worstMs < mostWaitedMs ? [] : [`; a bystander waited ${worstMs} ms`]),
  ];
  const { name, must } = attack;
  const held = tried.held && others.length === 0;
  return { name, must, held, saw: tried.saw + others.join(""), seconds, worstMs, p99Ms };
}

/** What earlier attacks left in the log says nothing of this one. */
function listeningFromNow(product: Product): Product {
  const saidBefore = product.log().length;
  return { ...product, log: () => product.log().slice(saidBefore) };
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const over = new AbortController();
  const late = delay(ms, null, { signal: over.signal }).then(() => {
    throw new Error(`it was not over after ${ms / 1000} s`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 600);
