/** Books of the external systems about one student: money and registered photos. */
import { z } from "zod";
import type { OutsideWorld } from "../people/outside-world.ts";

const payBooks = z.object({
  orders: z.array(
    z.object({ outTradeNo: z.string(), totalFen: z.number(), paidAtMs: z.number().optional() }),
  ),
  refunds: z.array(z.object({ outTradeNo: z.string(), refundFen: z.number(), status: z.string() })),
});
const registryBooks = z.object({
  batches: z.array(
    z.object({
      items: z.array(
        z.object({ studentNumber: z.string(), state: z.string(), duplicate: z.boolean() }),
      ),
    }),
  ),
});

export interface OutsideFacts {
  /** Amount paid and not refunded. */
  readonly retainedFen: number;
  readonly payments: number;
  readonly acceptedPhotos: number;
  /** Number of uploads, including repeated ones. */
  readonly uploads: number;
}

export interface OutsideBooks {
  readonly pay: z.output<typeof payBooks>;
  readonly registry: z.output<typeof registryBooks>;
}

export const readOutsideBooks = async (world: OutsideWorld): Promise<OutsideBooks> => ({
  pay: payBooks.parse(await world.control("GET", "/pay/books")),
  registry: registryBooks.parse(await world.control("GET", "/registry/books")),
});

export const outsideFacts = async (
  world: OutsideWorld,
  studentNumber: string,
  outTradeNos: readonly string[],
): Promise<OutsideFacts> => factsIn(await readOutsideBooks(world), studentNumber, outTradeNos);

export function factsIn(
  { pay: { orders, refunds }, registry: { batches } }: OutsideBooks,
  studentNumber: string,
  outTradeNos: readonly string[],
): OutsideFacts {
  const paid = orders.filter(
    ({ outTradeNo, paidAtMs }) => outTradeNos.includes(outTradeNo) && paidAtMs !== undefined,
  );
  const back = refunds.filter(
    ({ outTradeNo, status }) => outTradeNos.includes(outTradeNo) && status === "SUCCESS",
  );
  const items = batches
    .flatMap((batch) => batch.items)
    .filter((item) => item.studentNumber === studentNumber);
  return {
    retainedFen:
      sum(paid.map(({ totalFen }) => totalFen)) - sum(back.map(({ refundFen }) => refundFen)),
    payments: paid.length,
    acceptedPhotos: items.filter(({ state, duplicate }) => state === "accepted" && !duplicate)
      .length,
    uploads: items.length,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
