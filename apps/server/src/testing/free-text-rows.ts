/** Rows with free text about one collection, for tests: adds one to each such table, writes and reads the text. */
import { randomUUID } from "node:crypto";
import { getTableName, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { type FreeWords, sealWords } from "../core/free-words.ts";
import type { Database } from "../infra/db/database.ts";
import {
  attempts,
  billDays,
  collectionHistory,
  corrections,
  honeypots,
  orders,
  paymentDifferences,
  refunds,
  reviewTasks,
  staff,
} from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import { decidedTask } from "./review-task-rows.ts";

export const qualifiedColumnName = ({ in: { table }, sealed }: FreeWords): string =>
  `${getTableName(table)}.${toSnakeCase(sealed)}`;

const longRetentionMs = 1e12;

interface RowDeps {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly at: Date;
}

/** Adds the rows without any text. */
export async function addFreeTextRows(deps: RowDeps, collectionId: string): Promise<void> {
  const staffId = await addStaffMember(deps);
  await addReviewRows(deps, collectionId, staffId);
  await addPaymentRows(deps, collectionId);
}

async function addStaffMember({ db, sealer, at }: RowDeps): Promise<string> {
  const staffId = randomUUID();
  const name = sealer.seal("测试员工", { column: "staff.name", rowId: staffId });
  const person = { id: staffId, username: staffId, name, passwordHash: "x", createdAt: at };
  await db.insert(staff).values({ ...person, role: "reviewer" });
  return staffId;
}

async function addReviewRows(
  { db, at }: RowDeps,
  collectionId: string,
  staffId: string,
): Promise<void> {
  const [attemptId, honeypotId] = [randomUUID(), randomUUID()];
  await db.insert(collectionHistory).values({
    ...{ collectionId, move: "escalate", fromState: "in_review", toState: "in_review" },
    ...{ actorRole: "reviewer", actorId: staffId, at },
  } satisfies typeof collectionHistory.$inferInsert);
  await db.insert(attempts).values({
    ...{
      id: attemptId,
      collectionId,
      number: 2,
      state: "failed",
      source: "camera",
      byRole: "student",
    },
    ...{ originalKey: `o/${attemptId}`, originalSha256: "0".repeat(64), originalBytes: 1 },
    ...{ createdAt: at, finishedAt: at, retainUntil: new Date(at.getTime() + longRetentionMs) },
  } satisfies typeof attempts.$inferInsert);
  const review = {
    collectionId,
    attemptId,
    reviewerId: staffId,
    at,
    decision: "escalate",
  } as const;
  await db.insert(honeypots).values({
    id: honeypotId,
    collectionId,
    attemptId,
    decision: "approve",
    addedBy: staffId,
    createdAt: at,
  });
  await db
    .insert(reviewTasks)
    .values([decidedTask(review), decidedTask({ ...review, kind: "honeypot", honeypotId })]);
  await db
    .insert(corrections)
    .values({ id: randomUUID(), collectionId, openedBy: staffId, openedAt: at, usedAt: at });
}

async function addPaymentRows({ db, at }: RowDeps, collectionId: string): Promise<void> {
  const orderId = randomUUID();
  const outTradeNo = orderId.replaceAll("-", "");
  const orderFields = {
    outTradeNo,
    provider: "wechat-pay",
    channel: "native",
    appid: "wx",
    amountFen: 2500,
  } as const;
  const expiresAt = new Date(at.getTime() + 1000);
  await db.insert(orders).values({
    id: orderId,
    collectionId,
    ...orderFields,
    state: "closed",
    createdAt: at,
    expiresAt,
    closedAt: at,
  });
  const refund = {
    cause: "requested",
    amountFen: 2500,
    state: "declined",
    requestedByRole: "service",
  } as const;
  await db.insert(refunds).values({
    id: randomUUID(),
    orderId,
    outRefundNo: outTradeNo,
    ...refund,
    createdAt: at,
    endedAt: at,
  });
  const billDay = { provider: "wechat-pay", day: "2027-02-28" } as const;
  await db
    .insert(billDays)
    .values({ ...billDay, state: "open" })
    .onConflictDoNothing();
  await db.insert(paymentDifferences).values({
    ...billDay,
    id: randomUUID(),
    kind: "wrong-amount",
    outTradeNo,
    outRefundNo: "",
    discoveredAt: at,
  });
}

const isAbout = (column: FreeWords, collectionId: string) =>
  column.in.about(sql`(select ${collectionId}::uuid)`);

/** Writes the text into each row about the collection. */
export async function writeFreeText(
  { db, sealer }: { readonly db: Database; readonly sealer: Sealer },
  column: FreeWords,
  { collectionId, text }: { readonly collectionId: string; readonly text: string },
): Promise<void> {
  const cell = sql.identifier(toSnakeCase(column.sealed));
  for (const { id } of await readFreeText(db, column, collectionId)) {
    await db.execute(
      sql`update ${column.in.table} set ${cell} = ${sealWords(sealer, column, id, text)} where id = ${id}`,
    );
  }
}

export interface FreeTextCell {
  readonly id: string;
  readonly sealed: string | null;
}

/** Reads the sealed text of each row about the collection. */
export async function readFreeText(
  db: Database,
  column: FreeWords,
  collectionId: string,
): Promise<readonly FreeTextCell[]> {
  const { rows } = await db.execute<FreeTextCell & Record<string, unknown>>(
    sql`select id::text as id, ${sql.identifier(toSnakeCase(column.sealed))}::text as sealed from ${column.in.table} where ${isAbout(column, collectionId)}`,
  );
  return rows;
}
