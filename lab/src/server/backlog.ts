/**
 * Measures the queue with 8,000 waiting photos and a million finished jobs: position of one photo, its status, the
 * counts.
 */
import { z } from "zod";
import { createJobTable } from "../../../apps/server/src/infra/jobs/job-table.ts";
import { createStatusReader } from "../../../apps/server/src/photos/collection-status.ts";
import { createPhotoQueue } from "../../../apps/server/src/photos/photo-queue.ts";
import { withLabDatabase } from "./lab-database.ts";
import { seedMany } from "./lists/seed-many.ts";

const waiting = 8000;
const done = 1_000_000;
const times = 200;

const owned = z.array(z.object({ id: z.string(), account_id: z.string() }));
const last = z.tuple([z.object({ queue_number: z.coerce.number() })]);

/** Returns the median time of a call. The first tenth is discarded, because it prepares statements. */
async function medianMs(count: number, work: (time: number) => Promise<unknown>): Promise<number> {
  const tookMs: number[] = [];
  for (let time = 0; time < count; time++) {
    const beganMs = performance.now();
    await work(time);
    if (time >= count / 10) tookMs.push(performance.now() - beganMs);
  }
  tookMs.sort((one, other) => one - other);
  return Math.round((tookMs[Math.floor(tookMs.length / 2)] ?? 0) * 100) / 100;
}

/** Measures the backlog and returns medians in ms. */
export const measureBacklog = () =>
  withLabDatabase(async ({ db }, client) => {
    await seedMany(client, 20_000, () => {});
    await client.query(
      `insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes,
       report, engine_version, created_at, started_at, finished_at, retain_until)
     select gen_random_uuid(), id, 1, case when n <= $1 then 'failed' else 'processing' end, 'camera', 'student', 'o/' || id,
       repeat('0', 64), 1, null, null, now(), case when n <= $1 then now() end, case when n <= $1 then now() + interval '2 seconds' end,
       now() + interval '1 year'
     from (select id, row_number() over () as n from collections limit $2) as numbered`,
      [1000, 1000 + waiting],
    );
    await client.query(
      `insert into pgboss.job (name, data, state, created_on, started_on, completed_on, keep_until)
     select 'standardize-photo', jsonb_build_object('attemptId', gen_random_uuid()),
       case when n <= $1 then 'created' else 'completed' end::pgboss.job_state, now() - n * interval '1 ms',
       case when n > $1 then now() - interval '2 seconds' end, case when n > $1 then now() end, now() + interval '14 days'
     from generate_series(1, $2) as n`,
      [waiting, waiting + done],
    );
    await client.query("analyze");
    const queue = createPhotoQueue({ db, clock: () => new Date() });
    const { rows } = await client.query(
      "select c.id, c.account_id from collections c join attempts a on a.collection_id = c.id where a.state = 'processing' limit 200",
    );
    const own = owned.parse(rows);
    const readStatus = createStatusReader({ db, queue });
    const jobTable = createJobTable(db);
    const newest = await client.query(
      "select queue_number from attempts order by queue_number desc limit 1",
    );
    const [{ queue_number: queueNumber }] = last.parse(newest.rows);
    return {
      waiting,
      done,
      placeMs: await medianMs(times, () =>
        queue.placeOf({ queueNumber, startedAt: null, finishedAt: null }),
      ),
      statusMs: await medianMs(times, (time) => readStatus(own[time]!.account_id, own[time]!.id)),
      queueCountsMs: await medianMs(10, () => jobTable.readCounts()),
    };
  });
