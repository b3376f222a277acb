/** What whoever has the disk and the owner's password finds: an attempt's row, its object's file, and what is in it for whoever has the key too. */
import assert from "node:assert/strict";
import { createDecipheriv } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { inProductDatabase } from "../product/product-database.ts";
import type { Product } from "../product/start-product.ts";
import { objectKey } from "./settings.ts";

const rows = z.array(z.object({ key: z.string(), bytes: z.coerce.number(), photo: z.string().nullable() })).length(1);

export async function storedAttempt(product: Product, attemptId: string) {
  const found = await inProductDatabase(product, (client) =>
    client.query(
      "select original_key as key, original_bytes as bytes, photo_key as photo from attempts where id = $1",
      [attemptId],
    ),
  );
  const [row] = rows.parse(found.rows);
  assert.ok(row);
  return row;
}

export const fileOf = ({ dataFolder }: Product, key: string): string => join(dataFolder, "objects", key);

/** `GPE1`, length of the key's id, the id, nonce, tag, ciphertext. */
export function openObject(product: Product, key: string): Buffer {
  const stored = readFileSync(fileOf(product, key));
  assert.equal(stored.toString("latin1", 0, 4), "GPE1", "the object is not encrypted");
  const idEnd = 5 + (stored[4] ?? 0);
  const decipher = createDecipheriv("aes-256-gcm", objectKey, stored.subarray(idEnd, idEnd + 12));
  decipher.setAAD(Buffer.from(key)).setAuthTag(stored.subarray(idEnd + 12, idEnd + 28));
  return Buffer.concat([decipher.update(stored.subarray(idEnd + 28)), decipher.final()]);
}
