/**
 * Consents in the current wording that a student has given for the collection's school, and those still missing for a
 * photo.
 */
import {
  allConsentPurposes,
  type ConsentPurpose,
  consents as consentTable,
} from "@gradphoto/domain";
import { and, eq, exists, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { collections, consents, projects } from "../../infra/db/schema/index.ts";
import { type Refusal, refuse } from "../call.ts";

/** Returns the recipient as stored in the row. Consent for one school does not apply to another. */
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
    // The next release, running in parallel, may store purposes that this one does not know.
    .where(
      and(
        eq(consents.accountId, accountId),
        inArray(consents.purpose, allConsentPurposes),
        isNull(consents.withdrawnAt),
      ),
    );
  const valid = rows.flatMap(({ purpose, version, recipient, grantedAt }) => {
    const holds =
      version === consentTable[purpose].version && recipient === recipientOf(purpose, schoolCode);
    return holds ? [[purpose, grantedAt] as const] : [];
  });
  return new Map(valid);
}

/** Purposes without which no photo is taken. */
const ofPhoto = allConsentPurposes.filter((purpose) => consentTable[purpose].requiredForPhoto);

/**
 * Condition on `collections` joined with `projects`: every consent that a photo requires is given and not withdrawn.
 */
export const whereConsented = (from: Database | Transaction) =>
  and(
    ...ofPhoto.map((purpose) => {
      const { version, recipient } = consentTable[purpose];
      const to =
        recipient === "school" ? sql`'school:' || ${projects.schoolCode}` : sql`${recipient}`;
      const consentRow = from
        .select({ id: consents.id })
        .from(consents)
        .where(
          and(
            eq(consents.accountId, collections.accountId),
            eq(consents.purpose, purpose),
            eq(consents.version, version),
            eq(consents.recipient, to),
            isNull(consents.withdrawnAt),
          ),
        );
      return exists(consentRow);
    }),
  );

/** Returns null when the student has given every consent that a photo requires. */
export async function consentRefusal(
  db: Database | Transaction,
  accountId: string,
  schoolCode: string,
): Promise<Refusal<"consent-missing"> | null> {
  const granted = await readConsents(db, accountId, schoolCode);
  return hasAllOfPhoto(granted) ? null : refuse("consent-missing", {});
}

/** Returns null when identity evidence may be accepted. It requires the consents of a photo and its own consent. */
export async function evidenceRefusal(
  db: Database | Transaction,
  accountId: string,
  schoolCode: string,
): Promise<Refusal<"consent-missing" | "evidence-consent-missing"> | null> {
  const granted = await readConsents(db, accountId, schoolCode);
  if (!hasAllOfPhoto(granted)) return refuse("consent-missing", {});
  return granted.has("evidence") ? null : refuse("evidence-consent-missing", {});
}

const hasAllOfPhoto = (input: ReadonlyMap<ConsentPurpose, Date>): boolean =>
  ofPhoto.every((one) => input.has(one));

/** Returns for each purpose whether a consent was given, in any wording, and not withdrawn. */
export async function areConsentsInForce(
  db: Database | Transaction,
  accountId: string,
  schoolCode: string,
  purposes: readonly ConsentPurpose[],
): Promise<boolean> {
  const recipients = purposes.map((purpose) => recipientOf(purpose, schoolCode));
  const open = await db
    .selectDistinct({ purpose: consents.purpose })
    .from(consents)
    .where(
      and(
        eq(consents.accountId, accountId),
        inArray(consents.purpose, [...purposes]),
        inArray(consents.recipient, recipients),
        isNull(consents.withdrawnAt),
      ),
    );
  return open.length === purposes.length;
}

/** Presents one consent. `grantedAt` is undefined without a consent. */
export function presentConsent(purpose: ConsentPurpose, grantedAt: Date | undefined) {
  const { version, title, text, recipientLabel, requiredForPhoto } = consentTable[purpose];
  return {
    purpose,
    version,
    title,
    text,
    recipientLabel,
    requiredForPhoto,
    grantedAt: grantedAt?.toISOString() ?? null,
  };
}
