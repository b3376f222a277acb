/** Erases text that staff typed about a person after the person was erased. */
import { eq, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { z } from "zod";
import { freeWords } from "../core/free-words.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { collections, persons } from "../infra/db/schema/index.ts";
import { eraseWords, recordErased } from "./erasures.ts";
import { type RunDeps, runRetention } from "./retention-run.ts";

const batch = 200;
/** Lower than every id. */
const start = "00000000-0000-0000-0000-000000000000";

/** Returns the number of persons. `stopping`: starts no further batch. */
export async function eraseLeftWords(deps: RunDeps, stopping?: AbortSignal): Promise<number> {
  let done = 0;
  for (let after = start; ; ) {
    const ids = await findLeft(deps.db, after);
    const erasures = ids.map((id) => (tx: Transaction, runId: string) => eraseLeft(tx, deps.clock, id, runId));
    done += (await runRetention(deps, "ended", erasures)).done;
    const last = ids.at(-1);
    if (last === undefined || ids.length < batch || stopping?.aborted) return done;
    after = last;
  }
}

async function eraseLeft(tx: Transaction, clock: Clock, personId: string, runId: string): Promise<boolean> {
  await eraseWords(tx, tx.select({ id: collections.id }).from(collections).where(eq(collections.personId, personId)));
  await recordErased(tx, clock, personId, runId);
  return true;
}

const match = z.array(z.object({ id: z.string() }));

async function findLeft(db: Database, after: string): Promise<readonly string[]> {
  const typed = freeWords.flatMap(({ in: { table, typedLater }, sealed }) =>
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
        where ${persons.erasedAt} is not null and ${persons.id} > ${after}::uuid order by 1 limit ${batch}`,
  );
  return match.parse(rows).map(({ id }) => id);
}
