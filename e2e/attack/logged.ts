/** What the product's own log tells of a request: its route's pattern and how it ended, never the address itself. */
import { waitUntil } from "../people/wait-until.ts";
import type { Product } from "../product/start-product.ts";

/** A line comes after its answer, through a pipe. */
const withinMs = 5000;

/** Fails while no line tells of a request of this route that was answered so. */
export async function expectLogged(product: Product, route: string, status: number): Promise<void> {
  const isTold = async (): Promise<boolean> =>
    product
      .log()
      .split("\n")
      .some((line) => line.includes(`"route":"${route}"`) && line.includes(`"status":${status},`));
  await waitUntil(`a line of the log on ${status} of ${route}`, isTold, (told) => told, withinMs);
}
