/** What whoever has the disk and the owner's password finds: the object of an attempt's photo, and its file. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { inProductDatabase } from "../product/product-database.ts";
import type { Product } from "../product/start-product.ts";

const rows = z.array(z.object({ photo: z.string() })).length(1);

/** Of the finished photo. */
export async function photoFile(product: Product, attemptId: string): Promise<string> {
  const found = await inProductDatabase(product, (client) =>
    client.query("select photo_key as photo from attempts where id = $1", [attemptId]),
  );
  const [row] = rows.parse(found.rows);
  assert.ok(row);
  return join(product.dataFolder, "objects", row.photo);
}
