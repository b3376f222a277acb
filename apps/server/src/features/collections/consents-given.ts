/** Which consents of today's wording a student has given for a collection's school, and which a photo still lacks. */
import {
  allConsentPurposes,
  type ConsentPurpose,
  consents as consentTable,
  isConsentPurpose,
} from "@gradphoto/contract";
import { and, eq, isNull } from "drizzle-orm";
import { type Refusal, refuse } from "../../infra/call.ts";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { consents } from "../../infra/db/schema/index.ts";

/** As it stands in the row: an agreement for one school holds for no other. */
export function recipientOf(purpose: ConsentPurpose, schoolCode: string): string {
  const { recipient } = consentTable[purpose];
  return recipient === "school" ? `school:${schoolCode}` : recipient;
}

export async function readConsents(
  db: Database | Transaction,
  accountId: string,
  schoolCode: string,
): Promise<ReadonlyMap<ConsentPurpose, Date>> {
  const rows = await db
    .select()
    .from(consents)
    .where(and(eq(consents.accountId, accountId), isNull(consents.withdrawnAt)));
  const valid = rows.flatMap(({ purpose, version, recipient, givenAt }) => {
    if (!isConsentPurpose(purpose)) return [];
    const holds = version === consentTable[purpose].version && recipient === recipientOf(purpose, schoolCode);
    return holds ? [[purpose, givenAt] as const] : [];
  });
  return new Map(valid);
}

/** null when nothing is missing. */
export async function consentRefusal(
  db: Database | Transaction,
  accountId: string,
  schoolCode: string,
): Promise<Refusal<"consent-missing"> | null> {
  const given = await readConsents(db, accountId, schoolCode);
  const missing = allConsentPurposes.some((one) => consentTable[one].requiredForPhoto && !given.has(one));
  return missing ? refuse("consent-missing", {}) : null;
}
