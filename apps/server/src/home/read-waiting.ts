/** Counts what waits for somebody, each kind by one question that an index answers. */
import { allWaitingKinds, type WaitingKind, waitingKinds } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";

export interface HomeDeps {
  readonly db: Database;
  readonly clock: Clock;
}

const dayMs = 24 * 3_600_000;
/** The registry may be away for a few tries. */
const worryingTries = 3;

/** Whose rejection is held is decided. */
const inReview = sql`collections c where c.state = 'in_review'
  and not exists (select from reviews r where r.collection_id = c.id and r.held_until is not null)`;
const beijingDay = (at: SQL): SQL => sql`(${at} at time zone 'Asia/Shanghai')::date`;

/** From where, and since when each has waited. */
const questions: Readonly<Record<WaitingKind, (now: SQL, dayBefore: SQL) => readonly [from: SQL, since: SQL]>> = {
  "reviews-overdue": (now) => [sql`${inReview} and c.review_due_at < ${now}`, sql`c.review_due_at`],
  "reviews-due-today": (now) => [
    sql`${inReview} and c.review_due_at >= ${now} and ${beijingDay(sql`c.review_due_at`)} = ${beijingDay(now)}`,
    sql`c.submitted_at`,
  ],
  reviews: () => [inReview, sql`c.submitted_at`],
  "reviews-for-senior": () => [sql`${inReview} and c.handed_to is not null`, sql`c.updated_at`],
  "photos-failed": () => [
    sql`attempts a join collections c on c.id = a.collection_id
      where a.state = 'failed' and a.pictures_deleted_at is null and c.state in ('paid', 'ready', 'rejected', 'returned')
      and not exists (select from attempts later where later.collection_id = a.collection_id and later.number > a.number)`,
    sql`a.created_at`,
  ],
  "batches-refused": () => [
    sql`registry_batches where state in ('queued', 'sent') and tries >= ${worryingTries}::int`,
    sql`created_at`,
  ],
  "registry-refusals": (_, dayBefore) => [
    sql`registry_items where state = 'refused' and settled_at > ${dayBefore}`,
    sql`settled_at`,
  ],
  "identity-checks": () => [
    sql`registry_items i join registry_batches b on b.id = i.batch_id where i.state = 'open' and i.identity is not null`,
    sql`b.created_at`,
  ],
  "refunds-waiting": () => [sql`refunds where state = 'waiting'`, sql`created_at`],
  "refunds-abnormal": () => [sql`refunds where state = 'abnormal'`, sql`created_at`],
  "differences-open": () => [sql`payment_differences where settled_at is null`, sql`found_at`],
  "messages-failed": (_, dayBefore) => [
    sql`messages where state = 'failed' and created_at > ${dayBefore}`,
    sql`created_at`,
  ],
  "staff-unconfirmed": () => [sql`staff where unconfirmed_at is not null and disabled_at is null`, sql`unconfirmed_at`],
  "configuration-proposed": () => [sql`configuration_changes where state = 'proposed'`, sql`proposed_at`],
  "projects-unconfirmed": (now) => [
    sql`projects where confirmed_at is null and opens_at < ${now} + interval '7 days' and closes_at > ${now}`,
    sql`opens_at`,
  ],
};

const row = z.object({ kind: z.enum(allWaitingKinds), count: z.int(), oldestS: z.number() });

export async function readWaiting({ db, clock }: HomeDeps): Promise<RouteAnswer<"readWaiting">> {
  const at = clock();
  const now = sql`${at.toISOString()}::timestamptz`;
  const dayBefore = sql`${new Date(at.getTime() - dayMs).toISOString()}::timestamptz`;
  const counts = allWaitingKinds.map((kind) => {
    const [from, since] = questions[kind](now, dayBefore);
    return sql`select ${kind}::text as kind, count(*)::int as count,
      coalesce(extract(epoch from ${now} - min(${since})), -1)::float8 as "oldestS" from ${from}`;
  });
  const { rows } = await db.execute(sql.join(counts, sql` union all `));
  const counted = new Map(
    z
      .array(row)
      .parse(rows)
      .map((one) => [one.kind, one]),
  );
  return {
    waiting: allWaitingKinds.map((kind) => {
      const { count, oldestS } = counted.get(kind) ?? { count: 0, oldestS: -1 };
      return { kind, ...waitingKinds[kind], count, oldestS: oldestS < 0 ? null : oldestS };
    }),
  };
}
