/** The registry's next step now, instead of at the next minute: only the story and one flow wait for the clock. */
import { inProductDatabase } from "./product-database.ts";
import type { Product } from "./start-product.ts";

/** Queues approved photos and asks for results of batches, without waiting for their times. */
export const hastenRegistry = (product: Product): Promise<void> =>
  inProductDatabase(product, async (database) => {
    await database.query("insert into pgboss.job (name) values ('queue-uploads')");
    await database.query(
      "update pgboss.job set start_after = now() where name = 'query-batch' and state in ('created', 'retry')",
    );
  });
