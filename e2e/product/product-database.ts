/** The product's own database, for what no interface does: somebody with its password, or a time that has passed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { childPid, environmentOf } from "./processes.ts";
import type { Product } from "./start-product.ts";

/** On Linux alone: the address stands in the environment of the product's API. */
export function productDatabaseUrl(product: Product): string {
  const pid = childPid(product, "api.ts");
  const address = pid === null ? undefined : environmentOf(pid).DATABASE_URL;
  if (address === undefined) throw new Error("The product's API names no database");
  return address;
}

/** The server has a process of its own, which is nobody's child; null: it is not running. */
export function databasePid({ dataFolder }: Pick<Product, "dataFolder">): number | null {
  try {
    const [pid] = readFileSync(join(dataFolder, "database", "cluster", "postmaster.pid"), "utf8").split("\n");
    return Number(pid) || null;
  } catch {
    return null;
  }
}

/** The service's own role alters nothing: whoever tampers is the owner. */
export function ownerDatabaseUrl(product: Product): string {
  const address = new URL(productDatabaseUrl(product));
  address.username = "gradphoto";
  address.password = readFileSync(join(product.dataFolder, "database", "cluster", "gradphoto-password"), "utf8");
  return address.href;
}

/** Connects as the owner, for as long as `work` takes. */
export async function inProductDatabase<Answer>(
  product: Product,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: ownerDatabaseUrl(product) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
