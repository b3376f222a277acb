/** How long the API's thread was kept from everybody, as its metrics tell it, since they were read last. */
import assert from "node:assert/strict";
import { z } from "zod";
import type { Product } from "../product/start-product.ts";

export interface Held {
  readonly p99Ms: number;
  readonly worstMs: number;
}

const served = z.object({ process: z.literal("api"), url: z.string() });
/** Node counts what lies between two of its looks as held. */
const betweenLooksMs = 10;

export async function readHeld({ log }: Pick<Product, "log">): Promise<Held> {
  const [address] = log()
    .split("\n")
    .filter((line) => line.includes("metrics are served"))
    .flatMap((line) => served.safeParse(JSON.parse(line)).data ?? []);
  assert.ok(address, "the API serves no metrics");
  const text = await (await fetch(address.url)).text();
  const ms = (name: string): number =>
    Math.round(Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, "m").exec(text)?.[1]) * 1000) -
    betweenLooksMs;
  return { p99Ms: ms("p99"), worstMs: ms("max") };
}
