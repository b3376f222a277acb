/** Everything stored about one student: account, consents, codes that were proven, collections. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, isNull } from "drizzle-orm";
import { openStudent } from "../core/collection/person.ts";
import { accountIdentities, accounts, codeReadings, collections, consents, persons } from "../infra/db/schema/index.ts";
import { exportCollections } from "./export-collections.ts";
import type { LeavingDeps } from "./leave-collection.ts";

type Exported = RouteAnswer<"exportMyData">;
type ExportDeps = Pick<LeavingDeps, "db" | "sealer" | "objects" | "refundOnLeaving">;

export async function exportMyData(deps: ExportDeps, accountId: string): Promise<Exported> {
  const { db, sealer } = deps;
  const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw new Error("A student's session outlived the account");
  const identities = await db.select().from(accountIdentities).where(eq(accountIdentities.accountId, accountId));
  const agreed = await db
    .select()
    .from(consents)
    .where(eq(consents.accountId, accountId))
    .orderBy(asc(consents.givenAt));
  return {
    account: {
      accountId,
      phone: account.phone && sealer.open(account.phone, { column: "accounts.phone", rowId: accountId }),
      createdAt: account.createdAt.toISOString(),
      signIns: identities.map(({ appid, createdAt }) => ({ appid, since: createdAt.toISOString() })),
    },
    consents: agreed.map(({ purpose, version, recipient, givenAt, withdrawnAt }) => ({
      purpose,
      version,
      recipient,
      givenAt: givenAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    })),
    provenCodes: await exportProvenCodes(deps, accountId),
    collections: await exportCollections(deps, accountId),
  };
}

/** Whose collection did not begin. */
async function exportProvenCodes({ db, sealer }: ExportDeps, accountId: string): Promise<Exported["provenCodes"]> {
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
