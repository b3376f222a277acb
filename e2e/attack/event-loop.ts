/** How long the API's thread was kept from everybody, as its metrics tell it: the longest since they were read last. */
import assert from "node:assert/strict";
import { z } from "zod";
import type { Product } from "../product/start-product.ts";

const served = z.object({ process: z.literal("api"), url: z.string() });

export async function longestHoldMs({ log }: Pick<Product, "log">): Promise<number> {
  const [address] = log()
    .split("\n")
    .filter((line) => line.includes("metrics are served"))
    .flatMap((line) => served.safeParse(JSON.parse(line)).data ?? []);
  assert.ok(address, "the API serves no metrics");
  const text = await (await fetch(address.url)).text();
  return Math.round(Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]) * 1000);
}
