/** Whoever has the disk, and puts something in the place of a stored photo. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Product } from "../../product/start-product.ts";
import { ask, asPerson } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";
import { expectLine } from "../logged.ts";
import { judged, send } from "../photos.ts";

const rows = z.array(z.object({ photo: z.string() })).length(1);

/** Of the finished photo. */
async function photoFile(product: Product, attemptId: string): Promise<string> {
  const match = await inProductDatabase(product, (client) =>
    client.query("select photo_key as photo from attempts where id = $1", [attemptId]),
  );
  const [row] = rows.parse(match.rows);
  assert.ok(row);
  return join(product.dataFolder, "objects", row.photo);
}

export const storedPhotoAttacks: readonly Attack[] = [
  {
    name: "one changed byte in a stored photo",
    must: "502 with its own code and a line in the log, given to nobody; what was there is shown again once it is back",
    run: async ({ product, addStudent }) => {
      const { client, collectionId, ...student } = await addStudent();
      const { attemptId } = await take(send(client, collectionId, goodPhoto()));
      const { result } = await judged({ client, collectionId, ...student }, attemptId);
      assert.ok(result);
      const open = () => ask(product.url, result.url, { headers: asPerson(client) });
      assert.equal((await open()).status, 200);
      const file = await photoFile(product, attemptId);
      const whole = readFileSync(file);
      const changed = Buffer.from(whole);
      changed[changed.length - 100] = (changed[changed.length - 100] ?? 0) ^ 1;
      writeFileSync(file, changed);
      const answer = await open();
      writeFileSync(file, whole);
      assert.deepEqual([answer.status, answer.code], [502, "stored-object-damaged"]);
      await expectLine(product, "a changed photo", (line) => line.includes("ObjectChangedError"));
      assert.equal((await open()).status, 200);
      return "502 stored-object-damaged, in the log; whole again: 200";
    },
  },
];
