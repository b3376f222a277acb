/** What the product, its books and its store say at the end, each asked anew. */
import pg from "pg";
import { z } from "zod";
import { take } from "../people/client.ts";
import type { Cluster } from "./cluster.ts";
import type { StudentEnd } from "./judge.ts";
import type { Walked } from "./walk-students.ts";

/** As the student sees it, pictures opened. */
export async function endOf(url: string, { student, attemptId, phone }: Walked): Promise<StudentEnd> {
  const { client, collectionId, chsi } = student;
  const { call } = client;
  const params = { collectionId };
  const { state } = await take(call("readCollection", { params }));
  const { attempts } = await take(call("listAttempts", { params }));
  const { original, result } = await take(call("readAttempt", { params: { collectionId, attemptId } }));
  const { orders, feeFen } = await take(call("readCollectionOrders", { params }));
  const opens = async (picture: { readonly url: string } | null): Promise<boolean> =>
    picture !== null && isJpeg(await phone.look(`${url}${picture.url}`, client.token() ?? ""));
  const opened = { original: await opens(original), result: await opens(result) };
  return { studentNumber: chsi.studentNumber, feeFen, attemptId, state, attempts, orders, opened };
}

const isJpeg = (bytes: Uint8Array | null): boolean =>
  bytes !== null && bytes.length > 1000 && bytes[0] === 0xff && bytes[1] === 0xd8;

const books = z.tuple([
  z.object({
    sumFen: z.coerce.number(),
    paidFen: z.coerce.number(),
    collections: z.coerce.number(),
    attempts: z.coerce.number(),
  }),
]);

export type OwnBooks = z.output<typeof books>[0];

/** The whole ledger's sum, what we have of WeChat Pay, and how many collections and photos there are at all. */
export async function readOwnBooks({ ownerUrl }: Cluster): Promise<OwnBooks> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select coalesce(sum(amount_fen), 0) as "sumFen",
         coalesce(sum(amount_fen) filter (where account = 'wechat-pay'), 0) as "paidFen",
         (select count(*) from collections) as collections, (select count(*) from attempts) as attempts
       from ledger_entries`,
    );
    return books.parse(rows)[0];
  } finally {
    await client.end();
  }
}
