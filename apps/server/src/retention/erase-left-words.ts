/** Words that stand about somebody who was erased: an older program did not know of them, or they were typed since. */
import { eq, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { z } from "zod";
import { freeWords, type WordyTable } from "../core/free-words.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { collections, persons } from "../infra/db/schema/index.ts";
import { eraseWords } from "./erase-words.ts";
import { recordErased } from "./erasures.ts";
import { type RunDeps, runRetention } from "./retention-run.ts";

const batch = 200;
/** Before every id. */
const start = "00000000-0000-0000-0000-000000000000";
/** Programs of two releases run side by side for less. */
const upgradeMs = 7 * 86_400_000;

/** Of how many persons. `stopping`: no other batch is begun. */
export async function eraseLeftWords(deps: RunDeps, stopping?: AbortSignal): Promise<number> {
  let done = 0;
  for (let after = start; ; ) {
    const ids = await findLeft(deps.db, deps.clock(), after);
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

const found = z.array(z.object({ id: z.string() }));

/** Full tables are asked about those alone who were erased lately, small ones about everybody. */
async function findLeft(db: Database, now: Date, after: string): Promise<readonly string[]> {
  const places = [...new Set(freeWords.map((which) => which.in))];
  const typedLater = places.flatMap((place) =>
    place.typedLater === null
      ? []
      : [sql`select ${place.typedLater} as collection_id from ${place.table} where ${holdsWords(place)}`],
  );
  const inFullTables = places
    .filter((place) => place.typedLater === null)
    .map(
      (place) =>
        sql`exists (select from ${place.table} where ${place.about(sql`(${collections.id})`)} and ${holdsWords(place)})`,
    );
  const since = new Date(now.getTime() - upgradeMs).toISOString();
  const ofPerson = sql`${collections.personId} = ${persons.id}`;
  const { rows } = await db.execute(
    sql`select id from (
        select ${persons.id} from (${sql.join(typedLater, sql` union all `)}) as typed
          join ${collections} on ${collections.id} = typed.collection_id join ${persons} on ${ofPerson}
          where ${persons.erasedAt} is not null
        union
        select ${persons.id} from ${persons} join ${collections} on ${ofPerson}
          where ${persons.erasedAt} > ${since}::timestamptz and (${sql.join(inFullTables, sql` or `)})
      ) as left_behind where id > ${after}::uuid order by id limit ${batch}`,
  );
  return found.parse(rows).map(({ id }) => id);
}

/** As a condition on the rows of the table: words of a person's stand in them. */
function holdsWords(place: WordyTable): SQL {
  const cells = freeWords
    .filter((which) => which.in === place)
    .flatMap(({ sealed, plain, typed }) => {
      const isSealed = sql`${sql.identifier(toSnakeCase(sealed))} is not null`;
      if (plain === null) return [isSealed];
      return [isSealed, sql`(${sql.identifier(toSnakeCase(plain))} <> '' and ${typed ?? sql`true`})`];
    });
  return sql`(${sql.join(cells, sql` or `)})`;
}
