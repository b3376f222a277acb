/** A school's own system that reads every change with its key while the processes of the product are killed. */
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { type PersonClient, take } from "../people/client.ts";
import { retryingTransport } from "../people/retrying-transport.ts";
import { createKey, pullAll } from "../people/school-system.ts";
import { signInStaff } from "../people/staff.ts";
import { waitUntil } from "../people/wait-until.ts";
import { inProductDatabase } from "../product/product-database.ts";
import type { Product } from "../product/start-product.ts";
import type { Faults } from "./follow-pushes.ts";

/** Poll interval that stays below the rate limit of one key. */
const everyMs = 5000;
const states = z.array(z.object({ to_state: z.string() }));
/** The student consents to the school when paying; until then the feed hides the earlier changes. */
const firstState = "paid";

const sincePayment = (all: readonly string[]): readonly string[] =>
  all.slice(Math.max(0, all.indexOf(firstState)));

export interface FollowedFeed {
  /** Compares what was read with what happened to the collection: each change of state once, in order. */
  readonly judge: (collectionId: string) => Promise<Faults>;
  readonly stop: () => Promise<void>;
}

export async function followFeed(product: Product, admin: PersonClient): Promise<FollowedFeed> {
  const transport = retryingTransport;
  const operator = await signInStaff(product.url, "operator", { transport });
  const { keyId, client } = await createKey(admin, product.url, {}, transport);
  await take(operator.call("confirmApiKey", { params: { keyId } }));
  const read: { readonly collectionId: string; readonly state: string }[] = [];
  let cursor = "0";
  let isOver = false;
  let rounds = 0;
  const readNext = async (): Promise<void> => {
    const { changes, next } = await pullAll(client, cursor);
    cursor = next;
    for (const { collectionId, kind, state } of changes)
      if (kind === "state" && state !== null) read.push({ collectionId, state });
  };
  const reading = (async () => {
    while (!isOver) {
      await readNext();
      rounds += 1;
      await delay(everyMs);
    }
  })();
  const judge = async (collectionId: string) => {
    const { rows } = await inProductDatabase(product, (database) =>
      database.query(
        "select to_state from collection_history where collection_id = $1 order by id",
        [collectionId],
      ),
    );
    const happened = sincePayment(states.parse(rows).map((row) => row.to_state));
    const own = (): readonly string[] =>
      sincePayment(read.flatMap((one) => (one.collectionId === collectionId ? [one.state] : [])));
    // A round that began before may have missed the last change.
    const before = rounds;
    await waitUntil(
      "two more rounds",
      () => Promise.resolve(rounds),
      (now) => now > before + 1,
    );
    const words = `of the feed: ${own().join(" ")}, happened: ${happened.join(" ")}`;
    return {
      lost: happened.every((state, at) => own()[at] === state) ? [] : [`changes ${words}`],
      doubled: own().length > happened.length ? [`changes ${words}`] : [],
    };
  };
  const stop = async (): Promise<void> => {
    isOver = true;
    await reading;
  };
  return { judge, stop };
}
