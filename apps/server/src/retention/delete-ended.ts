/** Deletes pictures and identifying data when their retention period ends. */
import {
  and,
  eq,
  exists,
  gt,
  isNotNull,
  isNull,
  lte,
  not,
  notExists,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { z } from "zod";
import { freeTextColumns } from "../core/free-words.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import {
  accountIdentities,
  accounts,
  attempts,
  collections,
  persons,
} from "../infra/db/schema/index.ts";
import {
  type EndedIds,
  eraseFreeText,
  erasures,
  isAccountNeeded,
  isDecisionPending,
  isPersonNeeded,
  type RetentionDeps,
  recordErased,
} from "./erasures.ts";
import { type RunDeps, runRetention } from "./retention-run.ts";

const eraseLeftWordsBatch = 200;
/** Start of the cursor, lower than every id. */
const eraseLeftWordsStart = "00000000-0000-0000-0000-000000000000";

/**
 * Erases text that was typed after the person's data was erased, and returns the number of persons. Starts no further
 * batch after `stopping` is aborted.
 */
async function eraseLeftWords(deps: RunDeps, stopping?: AbortSignal): Promise<number> {
  let done = 0;
  for (let after = eraseLeftWordsStart; ; ) {
    const ids = await findLeft(deps.db, after);
    const erasures = ids.map(
      (id) => (tx: Transaction, runId: string) => eraseLeft(tx, deps.clock, id, runId),
    );
    done += (await runRetention(deps, "ended", erasures)).done;
    const last = ids.at(-1);
    if (last === undefined || ids.length < eraseLeftWordsBatch || stopping?.aborted) return done;
    after = last;
  }
}

async function eraseLeft(
  tx: Transaction,
  clock: Clock,
  personId: string,
  runId: string,
): Promise<boolean> {
  await eraseFreeText(
    tx,
    tx.select({ id: collections.id }).from(collections).where(eq(collections.personId, personId)),
  );
  await recordErased(tx, clock, personId, runId);
  return true;
}

const rowsWithId = z.array(z.object({ id: z.string() }));

async function findLeft(db: Database, after: string): Promise<readonly string[]> {
  const typed = freeTextColumns.flatMap(({ in: { table, typedLater }, sealed }) =>
    typedLater === null
      ? []
      : [
          sql`select ${typedLater.collectionId} as collection_id from ${table}
            where ${typedLater.where} and ${sql.identifier(toSnakeCase(sealed))} is not null`,
        ],
  );
  const { rows } = await db.execute(
    sql`select distinct ${persons.id} as id from (${sql.join(typed, sql` union all `)}) as typed
        join ${collections} on ${collections.id} = typed.collection_id
        join ${persons} on ${persons.id} = ${collections.personId}
        where ${persons.erasedAt} is not null and ${persons.id} > ${after}::uuid order by 1 limit ${eraseLeftWordsBatch}`,
  );
  return rowsWithId.parse(rows).map(({ id }) => id);
}

/** Rows per batch, some seconds of work. */
const batch = 200;

/**
 * Deletes everything that has expired and returns the number of rows emptied or deleted. Starts no further batch after
 * `stopping` is aborted.
 */
export async function deleteEnded(deps: RetentionDeps, stopping?: AbortSignal): Promise<number> {
  const done = await eraseEnded(deps, stopping);
  return stopping?.aborted ? done : done + (await eraseLeftWords(deps, stopping));
}

/** Processes everything that has expired now in batches, each row once, so that a failure does not block others. */
async function eraseEnded(deps: RetentionDeps, stopping: AbortSignal | undefined): Promise<number> {
  const now = deps.clock();
  let done = 0;
  let after: Places = { attempts: start, persons: start, accounts: start };
  for (;;) {
    const ended = await findEnded(deps.db, now, after);
    const run = await runRetention(deps, "ended", erasures(deps, ended));
    done += run.done;
    const isMore = Object.values(ended).some((ids) => ids.length === batch);
    // When no row of a batch succeeded, the next batch will fail as well.
    if (!isMore || run.done === 0 || stopping?.aborted) return done;
    after = {
      attempts: ended.attempts.at(-1) ?? after.attempts,
      persons: ended.persons.at(-1) ?? after.persons,
      accounts: ended.accounts.at(-1) ?? after.accounts,
    };
  }
}

/** Last id of each kind in the previous batch. */
type Places = { readonly [Kind in keyof EndedIds]: string };

/** Start of the cursor, lower than every id. */
const start = "00000000-0000-0000-0000-000000000000";

async function findEnded(db: Database, now: Date, after: Places): Promise<EndedIds> {
  const pictures = and(
    lte(attempts.retainUntil, now),
    isNull(attempts.picturesDeletedAt),
    not(isDecisionPending(db)),
  );
  const named = and(
    lte(persons.retainUntil, now),
    isNull(persons.erasedAt),
    not(isPersonNeeded(db)),
  );
  return {
    attempts: await nextIds(db, attempts, pictures, after.attempts),
    persons: await nextIds(db, persons, named, after.persons),
    accounts: await nextIds(db, accounts, whereAccountEnded(db, now), after.accounts),
  };
}

async function nextIds(
  db: Database,
  table: typeof attempts | typeof persons | typeof accounts,
  whereEnded: SQL | undefined,
  after: string,
): Promise<readonly string[]> {
  const whereNext = and(whereEnded, gt(table.id, after));
  const rows = await db
    .select({ id: table.id })
    .from(table)
    .where(whereNext)
    .orderBy(table.id)
    .limit(batch);
  return rows.map(({ id }) => id);
}

/** Condition for accounts whose retention has ended. An account is retained as long as one of its collections. */
const whereAccountEnded = (db: Database, now: Date) =>
  and(
    lte(accounts.retainUntil, now),
    not(isAccountNeeded(db)),
    or(
      isNotNull(accounts.phone),
      exists(
        db
          .select({ id: accountIdentities.id })
          .from(accountIdentities)
          .where(eq(accountIdentities.accountId, accounts.id)),
      ),
    ),
    notExists(
      db
        .select({ id: collections.id })
        .from(collections)
        .where(and(eq(collections.accountId, accounts.id), gt(collections.retainUntil, now))),
    ),
  );
