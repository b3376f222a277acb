/** Nobody approves a photo that they have not opened: the audit log knows each picture that was fetched by its signed address. */
import type { AuditAction } from "@gradphoto/domain";
import { and, eq, sql } from "drizzle-orm";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import type { Transaction } from "../infra/db/database.ts";
import { auditEntries } from "../infra/db/schema/index.ts";

/** Null where the caller has fetched the finished photo of the attempt, in whichever post. */
export async function photoUnopened(
  tx: Transaction,
  attemptId: string,
  call: Call,
): Promise<Refusal<"photo-not-opened"> | null> {
  const action = "look-at-picture" satisfies AuditAction;
  const looks = await tx.$count(
    auditEntries,
    and(
      eq(auditEntries.subject, `attempt:${attemptId}`),
      eq(auditEntries.action, action),
      sql`split_part(${auditEntries.actor}, ':', 2) = ${staffOf(call)}`,
      sql`${auditEntries.details} @> '{"picture": "photo", "purpose": "review"}'`,
    ),
  );
  return looks > 0 ? null : refuse("photo-not-opened", {});
}
