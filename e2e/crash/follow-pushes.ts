/** A school's own system that receives every push while the processes of the product are killed. */
import { z } from "zod";
import { type PersonClient, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { waitUntil } from "../people/wait-until.ts";
import { inProductDatabase } from "../product/product-database.ts";
import type { Product } from "../product/start-product.ts";

/** Pushes run once a minute, and a killed worker's lease ends after another. */
const pushedWithinMs = 300_000;

const received = z.array(
  z.object({ id: z.string(), data: z.object({ collectionId: z.string().optional() }) }),
);
const changes = z.array(z.object({ at: z.string(), state: z.string() }));
const deliveries = z.array(
  z.object({ id: z.string(), at: z.string(), event: z.string(), state: z.string() }),
);

export interface Faults {
  readonly lost: string[];
  readonly doubled: string[];
}

/**
 * Creates a webhook. Returns a function that compares what arrived with each collection's changes: each once by its id,
 * in order.
 */
export async function followPushes(
  product: Product,
  world: OutsideWorld,
  admin: PersonClient,
): Promise<(collectionIds: readonly string[]) => Promise<Faults>> {
  const body = { url: `${product.sandboxUrl}/school-system/webhooks` };
  const { secret } = await take(admin.call("createWebhook", { body }));
  await world.control("POST", "/school-system", { secret });

  async function faultsOf(collectionId: string): Promise<Faults> {
    const read = async (text: string): Promise<unknown[]> =>
      (await inProductDatabase(product, (database) => database.query(text, [collectionId]))).rows;
    const all = changes.parse(
      await read(`select date_trunc('milliseconds', at)::text as at, state from school_changes
        where collection_id = $1 order by position nulls last`),
    );
    // The student agrees to the school when paying; earlier changes may be pushed or not.
    const own = all.slice(all.findIndex(({ state }) => state === "paid"));
    const written = deliveries.parse(
      await read(
        `select id, at::text, event, state from webhook_deliveries where collection_id = $1 order by number`,
      ),
    );
    const pushedAt = written.flatMap(({ event, at }) =>
      event === "collection.state-changed" && at >= (own[0]?.at ?? "") ? [at] : [],
    );
    const events = received.parse(await world.control("GET", "/school-system/events"));
    const arrived = [
      ...new Set(
        events.filter(({ data }) => data.collectionId === collectionId).map(({ id }) => id),
      ),
    ];
    const inOrder = written.map(({ id }) => id);
    const waiting = written.filter(({ state }) => state !== "delivered");
    return {
      lost: [
        ...own.filter(({ at }) => !pushedAt.includes(at)).map(({ state }) => `push of ${state}`),
        ...waiting.map(({ event, state }) => `push of ${event}: ${state}`),
        ...(arrived.join() === inOrder.join()
          ? []
          : [`order of pushes: ${arrived.join()}, written ${inOrder.join()}`]),
      ],
      doubled:
        pushedAt.length > own.length ? [`${pushedAt.length} pushes of ${own.length} changes`] : [],
    };
  }

  return (collectionIds) => {
    const faults = async (): Promise<Faults> => {
      const each = await Promise.all(collectionIds.map(faultsOf));
      return {
        lost: each.flatMap(({ lost }) => lost),
        doubled: each.flatMap(({ doubled }) => doubled),
      };
    };
    // After the timeout, the faults that remain.
    return waitUntil(
      "every push",
      faults,
      ({ lost }) => lost.length === 0,
      pushedWithinMs,
      2000,
    ).catch(faults);
  };
}
