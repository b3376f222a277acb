/** What the product's own log tells of a request: its route's pattern and how it ended, never the address itself. */
import assert from "node:assert/strict";
import type { Product } from "../product/start-product.ts";

/** Fails while no line tells of a request of this route that was answered so. */
export function expectLogged(product: Product, route: string, status: number): void {
  const lines = product.log().split("\n");
  const isTold = lines.some((line) => line.includes(`"route":"${route}"`) && line.includes(`"status":${status},`));
  assert.ok(isTold, `the log tells of no ${status} of ${route}`);
}
