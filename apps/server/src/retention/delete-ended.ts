/** Deletes pictures and identifying data when their retention period ends. */
import { and, eq, exists, gt, isNotNull, isNull, lte, not, notExists, or, type SQL } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { accountIdentities, accounts, attempts, collections, persons } from "../infra/db/schema/index.ts";
import { eraseLeftWords } from "./erase-left-words.ts";
import { type Ended, erasures, isAccountNeeded, isAwaited, isPersonNeeded, type RetentionDeps } from "./erasures.ts";
import { runRetention } from "./retention-run.ts";

/** Some seconds of work. */
const batch = 200;

/** Returns the number of rows emptied or deleted. `stopping`: starts no further batch. */
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
type Places = { readonly [Kind in keyof Ended]: string };

/** Lower than every id. */
const start = "00000000-0000-0000-0000-000000000000";

async function findEnded(db: Database, now: Date, after: Places): Promise<Ended> {
  const pictures = and(lte(attempts.retainUntil, now), isNull(attempts.picturesDeletedAt), not(isAwaited(db)));
  const named = and(lte(persons.retainUntil, now), isNull(persons.erasedAt), not(isPersonNeeded(db)));
  return {
    attempts: await nextIds(db, attempts, pictures, after.attempts),
    persons: await nextIds(db, persons, named, after.persons),
    accounts: await nextIds(db, accounts, isAccountEnded(db, now), after.accounts),
  };
}

async function nextIds(
  db: Database,
  table: typeof attempts | typeof persons | typeof accounts,
  isEnded: SQL | undefined,
  after: string,
): Promise<readonly string[]> {
  const isNext = and(isEnded, gt(table.id, after));
  const rows = await db.select({ id: table.id }).from(table).where(isNext).orderBy(table.id).limit(batch);
  return rows.map(({ id }) => id);
}

/** An account is retained as long as one of its collections. */
const isAccountEnded = (db: Database, now: Date) =>
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
