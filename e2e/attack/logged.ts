/** What the product's own log tells of a request: its route's pattern and how it ended, never the address itself. */
import { waitUntil } from "../people/wait-until.ts";
import type { Product } from "../product/start-product.ts";

/** A line comes after its answer, through a pipe. */
const withinMs = 5000;

/** Fails while no line tells of a request of this route that was answered so. */
export const expectLogged = (product: Product, route: string, status: number): Promise<void> =>
  expectLine(product, `${status} of ${route}`, (line) =>
    [`"route":"${route}"`, `"status":${status},`].every((part) => line.includes(part)),
  );

/** Fails while the log has no such line. */
export async function expectLine(product: Product, about: string, isIt: (line: string) => boolean): Promise<void> {
  const isNotified = async (): Promise<boolean> => product.log().split("\n").some(isIt);
  await waitUntil(`a line of the log on ${about}`, isNotified, (reported) => reported, withinMs);
}
