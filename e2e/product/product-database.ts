/** The product's database, for attacks with its password and for simulating passed time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { childPid, environmentOf } from "./processes.ts";
import type { Product } from "./start-product.ts";

/** Returns the address from the environment of the API's process, so only on Linux. */
export function productDatabaseUrl(product: Product): string {
  const pid = childPid(product, "api.ts");
  const address = pid === null ? undefined : environmentOf(pid).DATABASE_URL;
  if (address === undefined) throw new Error("The product's API names no database");
  return address;
}

/** Returns the process of the database server, which is no child of the product; null if it is not running. */
export function databasePid({ dataFolder }: Pick<Product, "dataFolder">): number | null {
  try {
    const [pid] = readFileSync(
      join(dataFolder, "database", "cluster", "postmaster.pid"),
      "utf8",
    ).split("\n");
    return Number(pid) || null;
  } catch {
    return null;
  }
}

/** Returns the address of the owner's role. The service's role may not change tables. */
export function ownerDatabaseUrl(product: Product): string {
  const address = new URL(productDatabaseUrl(product));
  address.username = "gradphoto";
  address.password = readFileSync(
    join(product.dataFolder, "database", "cluster", "gradphoto-password"),
    "utf8",
  );
  return address.href;
}

/** Runs `work` with a connection of the owner. */
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

/** Runs a scheduled job now, and makes due what waits for it. */
async function hasten(
  product: Product,
  job: "queue-uploads" | "push-to-schools",
  due: string,
): Promise<void> {
  await inProductDatabase(product, async (database) => {
    await database.query("insert into pgboss.job (name) values ($1)", [job]);
    await database.query(due);
  });
}

/**
 * Queues approved photos and requests results of batches now, instead of at the next minute. Only the first student of
 * the story and one flow wait for the clock.
 */
export const hastenRegistry = (product: Product): Promise<void> =>
  hasten(
    product,
    "queue-uploads",
    "update pgboss.job set start_after = now() where name = 'query-batch' and state in ('created', 'retry')",
  );

/** Pushes events to schools now, also those whose first try failed. */
export const hastenPushes = (product: Product): Promise<void> =>
  hasten(
    product,
    "push-to-schools",
    "update webhook_deliveries set next_at = now() where state = 'waiting' and tries > 0",
  );
