/** Deletes pictures and what tells who a person is once their time is over. */
import { and, eq, exists, gt, isNotNull, isNull, lte, not, notExists, or, type SQL } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { accountIdentities, accounts, attempts, collections, persons } from "../infra/db/schema/index.ts";
import { eraseLeftWords } from "./erase-left-words.ts";
import { type Ended, erasures, isAccountNeeded, isAwaited, isPersonNeeded, type RetentionDeps } from "./erasures.ts";
import { runRetention } from "./retention-run.ts";

/** Some seconds' work. */
const batch = 200;

/** How many rows were emptied or deleted. `stopping`: no other batch is begun. */
export async function deleteEnded(deps: RetentionDeps, stopping?: AbortSignal): Promise<number> {
  const done = await eraseEnded(deps, stopping);
  return stopping?.aborted ? done : done + (await eraseLeftWords(deps, stopping));
}

/** All that are over now, in batches, each row once, so that one that cannot be holds up no other. */
async function eraseEnded(deps: RetentionDeps, stopping: AbortSignal | undefined): Promise<number> {
  const now = deps.clock();
  let done = 0;
  let after: Places = { attempts: start, persons: start, accounts: start };
  for (;;) {
    const ended = await findEnded(deps.db, now, after);
    const run = await runRetention(deps, "ended", erasures(deps, ended));
    done += run.done;
    const isMore = Object.values(ended).some((ids) => ids.length === batch);
    // Where not one could be, the next will not be either.
    if (!isMore || run.done === 0 || stopping?.aborted) return done;
    after = {
      attempts: ended.attempts.at(-1) ?? after.attempts,
      persons: ended.persons.at(-1) ?? after.persons,
      accounts: ended.accounts.at(-1) ?? after.accounts,
    };
  }
}

/** The id of each kind that the batch before ended with. */
type Places = { readonly [Kind in keyof Ended]: string };

/** Before every id. */
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

/** An account whose collection is still kept is kept with it. */
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
