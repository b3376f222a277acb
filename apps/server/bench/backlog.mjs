/**
 * What it costs to say how many photos are before one, and how the queues stand, with 8,000 photos waiting behind a million
 * jobs that are done; part of `npm run bench:api`. The last line of stdout is one JSON object of medians in ms.
 */
import pg from "pg";

const { openFreshDatabase } = await import("../src/testing/fresh-database.ts");
const { seedMany } = await import("../src/testing/lists/seed-many.ts");
const { addSchoolAndStaff } = await import("../src/testing/school-and-staff.ts");
const { createPhotoQueue } = await import("../src/photos/photo-queue.ts");
const { createStatusReader } = await import("../src/photos/collection-status.ts");
const { createJobTable } = await import("../src/infra/jobs/job-table.ts");
const { postgresFolder, removePostgresOf } = await import("@gradphoto/local-postgres/testing");

const waiting = 8000;
const done = 1_000_000;
const times = 200;

/** The median; the first calls prepare statements. */
async function medianMs(count, work) {
  const tookMs = [];
  for (let time = 0; time < count; time++) {
    const beganMs = performance.now();
    await work(time);
    if (time >= count / 10) tookMs.push(performance.now() - beganMs);
  }
  tookMs.sort((one, other) => one - other);
  return Math.round(tookMs[Math.floor(tookMs.length / 2)] * 100) / 100;
}

let database = null;
let client = null;
try {
  await removePostgresOf(process.pid);
  database = await openFreshDatabase(postgresFolder(process.pid));
  const { db } = database;
  await addSchoolAndStaff(db, new Date());
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
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
  const clock = () => new Date();
  const queue = createPhotoQueue({ db, clock });
  const { rows: own } = await client.query(
    "select c.id, c.account_id from collections c join attempts a on a.collection_id = c.id where a.state = 'processing' limit 200",
  );
  const readStatus = createStatusReader({ db, queue });
  const jobTable = createJobTable(db);
  const last = await client.query("select * from attempts order by queue_number desc limit 1");
  const figures = {
    placeMs: await medianMs(times, () =>
      queue.placeOf({ queueNumber: Number(last.rows[0].queue_number), startedAt: null, finishedAt: null }),
    ),
    statusMs: await medianMs(times, (time) => readStatus(own[time].account_id, own[time].id)),
    queueCountsMs: await medianMs(10, () => jobTable.readCounts()),
  };
  process.stdout.write(`${JSON.stringify({ bench: "backlog", waiting, done, ...figures })}\n`);
} finally {
  await client?.end();
  await database?.close();
  await removePostgresOf(process.pid);
}
