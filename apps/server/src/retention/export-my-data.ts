/** Everything stored about one student: account, sessions, consents, proven codes, and collections. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { openStudent } from "../core/collection/person.ts";
import {
  accountIdentities,
  accounts,
  codeReadings,
  collections,
  consents,
  persons,
  sessions,
} from "../infra/db/schema/index.ts";
import { exportCollections } from "./export-collections.ts";
import type { LeavingDeps } from "./leave-collection.ts";

type Exported = RouteAnswer<"exportMyData">;
type ExportDeps = Pick<LeavingDeps, "db" | "sealer" | "objects" | "refundOnLeaving" | "warn">;

export async function exportMyData(deps: ExportDeps, accountId: string): Promise<Exported> {
  const { db, sealer } = deps;
  const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw new Error("A student's session outlived the account");
  const identities = await db
    .select()
    .from(accountIdentities)
    .where(eq(accountIdentities.accountId, accountId));
  const agreed = await db
    .select()
    .from(consents)
    .where(eq(consents.accountId, accountId))
    .orderBy(asc(consents.grantedAt));
  return {
    account: {
      accountId,
      phone:
        account.phone && sealer.open(account.phone, { column: "accounts.phone", rowId: accountId }),
      createdAt: account.createdAt.toISOString(),
      signIns: identities.map(({ appid, createdAt }) => ({
        appid,
        since: createdAt.toISOString(),
      })),
    },
    sessions: await exportSessions(deps, accountId),
    consents: agreed.map(({ purpose, version, recipient, grantedAt, withdrawnAt }) => ({
      purpose,
      version,
      recipient,
      grantedAt: grantedAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    })),
    provenCodes: await exportProvenCodes(deps, accountId),
    collections: await exportCollections(deps, accountId),
  };
}

async function exportSessions(
  { db }: ExportDeps,
  accountId: string,
): Promise<Exported["sessions"]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(eq(sessions.accountId, accountId))
    .orderBy(desc(sessions.createdAt), asc(sessions.id));
  return rows.map(({ role, device, createdAt, lastSeenAt, expiresAt, revokedAt }) => ({
    role,
    device,
    createdAt: createdAt.toISOString(),
    lastSeenAt: (lastSeenAt ?? createdAt).toISOString(),
    expiresAt: expiresAt.toISOString(),
    endedAt: revokedAt?.toISOString() ?? null,
  }));
}

/** Reads the proven codes without a collection. */
async function exportProvenCodes(
  { db, sealer }: ExportDeps,
  accountId: string,
): Promise<Exported["provenCodes"]> {
  const rows = await db
    .select({ reading: codeReadings, person: persons })
    .from(codeReadings)
    .innerJoin(persons, eq(persons.id, codeReadings.id))
    .leftJoin(collections, eq(collections.personId, persons.id))
    .where(and(eq(codeReadings.accountId, accountId), isNull(collections.id)))
    .orderBy(asc(codeReadings.createdAt));
  return rows.map(({ reading, person }) => {
    const { class: className, ...student } = openStudent(person, sealer);
    return {
      provenAt: person.createdAt.toISOString(),
      expiresAt: reading.expiresAt.toISOString(),
      person: { ...student, className, schoolCode: person.schoolCode },
    };
  });
}
