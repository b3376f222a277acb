/** Search for anything a caller may read out: tries each possible interpretation of the text, all by index. */
import { allPayProviders } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, staffOf } from "../core/call.ts";
import { listPage } from "../core/collection/list-page.ts";
import { idStartsWith } from "../core/page.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { accounts, collections, orders, persons } from "../infra/db/schema/index.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";
import type { ServiceDeskDeps } from "./deps.ts";

/** Returns true for a phone number in common notation, of which only the digits are searched. */
const isPhone = (text: string): boolean =>
  /^\+?[\d\s()-]+$/.test(text) && /^\d{7,15}$/.test(text.replace(/\D/g, ""));
/** Returns true for text in the format of a payment provider's transaction number. */
const isTheirNumber = (text: string): boolean => /^[0-9A-Za-z]{6,32}$/.test(text);
/** Removes the spaces of numbers that are copied in groups. */
const withoutSpaces = (text: string): string => text.replace(/\s/g, "");

const nothing = sql`false`;

/** Finds collections. The audit log records the search without its text. */
export async function findCollections(
  deps: ServiceDeskDeps,
  { text, schoolCode, limit, after }: ParsedInput<"findCollections">["body"],
  call: Call,
): Promise<RouteAnswer<"findCollections">> {
  const { db, clock, searchHash } = deps;
  const isMatch = isAnyOf(db, searchHash, text, schoolCode);
  const page = await listPage(deps, ({ whereNext }) => and(isMatch, whereNext), { limit, after });
  const staffId = staffOf(call);
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, auditActor(call), "collections-searched", `staff:${staffId}`, {
      matches: page.collections.map(({ collectionId }) => collectionId),
    }),
  );
  return page;
}

function isAnyOf(
  db: Database,
  searchHash: HashForSearch,
  text: string,
  schoolCode?: string,
): SQL | undefined {
  const ofId = db
    .select({ id: collections.id })
    .from(collections)
    .where(idStartsWith(collections.id, text));
  const ofPerson = db
    .select({ id: collections.id })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(
      or(
        eq(persons.studentNumberHash, searchHash("student-number", text)),
        schoolCode === undefined
          ? undefined
          : eq(persons.nameHash, searchHash("student-name", text, schoolCode)),
      ),
    );
  const ofPhone = db
    .select({ id: collections.id })
    .from(collections)
    .innerJoin(accounts, eq(accounts.id, collections.accountId))
    .where(isPhone(text) ? eq(accounts.phoneHash, searchHash("phone", text)) : nothing);
  const number = withoutSpaces(text);
  const whereProviderNumber = isTheirNumber(number)
    ? and(inArray(orders.provider, [...allPayProviders]), eq(orders.transactionId, number))
    : nothing;
  const ofOrder = db
    .select({ id: orders.collectionId })
    .from(orders)
    .where(or(idStartsWith(orders.id, text), whereProviderNumber));
  return inArray(collections.id, unionAll(ofId, ofPerson, ofPhone, ofOrder));
}
