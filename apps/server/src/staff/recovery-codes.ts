/** Recovery codes. Each replaces a one-time code at one sign-in, and only its keyed hash is stored. */
import { and, count, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { staffRecoveryCodes } from "../infra/db/schema/index.ts";
import type { StaffDeps } from "./deps.ts";
import { inGroups, typeableSecret } from "./passwords.ts";

const codes = 10;
/** Length of a code: 50 bits. */
const lettersEach = 10;

/** Issues ten new codes in readable form and invalidates the previous ones. */
export async function issueRecoveryCodes(
  tx: Transaction,
  { randomBytes, searchHash }: Pick<StaffDeps, "randomBytes" | "searchHash">,
  staffId: string,
): Promise<string[]> {
  const issued = Array.from({ length: codes }, () => typeableSecret(randomBytes, lettersEach));
  await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId));
  await tx
    .insert(staffRecoveryCodes)
    .values(
      issued.map((code) => ({ staffId, codeHash: searchHash("recovery-code", code, staffId) })),
    );
  return issued.map((code) => inGroups(code, lettersEach / 2));
}

/**
 * Uses up a code, which is passed without hyphens. Returns false for one that was used, is invalidated, or never
 * existed.
 */
export async function takeRecoveryCode(
  tx: Transaction,
  { clock, searchHash }: Pick<StaffDeps, "clock" | "searchHash">,
  staffId: string,
  code: string,
): Promise<boolean> {
  const used = await tx
    .update(staffRecoveryCodes)
    .set({ usedAt: clock() })
    .where(
      and(
        eq(staffRecoveryCodes.staffId, staffId),
        eq(staffRecoveryCodes.codeHash, searchHash("recovery-code", code, staffId)),
        isNull(staffRecoveryCodes.usedAt),
      ),
    )
    .returning({ staffId: staffRecoveryCodes.staffId });
  return used.length > 0;
}

export async function countRecoveryCodes(
  from: Database | Transaction,
  staffId: string,
): Promise<number> {
  const [left] = await from
    .select({ count: count() })
    .from(staffRecoveryCodes)
    .where(and(eq(staffRecoveryCodes.staffId, staffId), isNull(staffRecoveryCodes.usedAt)));
  return left?.count ?? 0;
}
