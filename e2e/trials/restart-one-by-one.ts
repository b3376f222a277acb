/** Ends the programs of some products one after the other, each once the one before is back, as docs/operations says. */
import { waitUntil } from "../people/wait-until.ts";
import { childPid } from "../product/processes.ts";
import type { Product } from "../product/start-product.ts";

const backWithinMs = 120_000;

/** Each product's supervisor starts it again, which then reads the files of its keys anew. */
export async function restartOneByOne(products: readonly Product[]): Promise<void> {
  for (const program of ["worker.ts", "api.ts"]) {
    for (const product of products) await restart(product, program);
  }
}

async function restart(product: Product, program: string): Promise<void> {
  const before = childPid(product, program);
  if (before === null) throw new Error(`${program} is not running`);
  const startsBefore = countStarts(product);
  process.kill(before, "SIGTERM");
  const isBack = async (): Promise<boolean> => {
    const pid = childPid(product, program);
    if (pid === null || pid === before) return false;
    return program === "api.ts" ? isReady(product.url) : countStarts(product) > startsBefore;
  };
  await waitUntil(`${program} after its end`, isBack, (back) => back, backWithinMs);
}

const countStarts = ({ log }: Product): number => log().split("worker started").length;

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
