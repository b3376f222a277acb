/**
 * Fills the operators' lists as after a busy year: the audit log as one intact chain, messages, jobs and failed
 * photos.
 */
import { randomUUID } from "node:crypto";
import { messageTemplateCodes } from "@gradphoto/domain";
import type pg from "pg";
import { hashOfRow } from "../../../../apps/server/src/core/audit/audit-chain.ts";
import { jobIdOf } from "../../../../apps/server/src/infra/jobs/enqueue.ts";
import { testAuditKeys } from "../../../../apps/server/src/testing/audit-log.ts";

const atOnce = 20_000;
const failedPhotos = 20_000;
/** Number of jobs that half a day leaves in the queue. */
const doneJobs = 200_000;

/** Typical actions of the log: mostly state changes of collections, picture views, and a few staff actions. */
const actions = [
  "move:upload",
  "move:made",
  "move:pay",
  "give-consent",
  "look-at-picture",
  "signed-in",
];

/** Adds the rows. Requires `seedMany` to have run on the same connection. */
export async function seedOperations(
  client: pg.Client,
  rows: number,
  onProgress: (done: number) => void,
): Promise<void> {
  await seedAudit(client, rows, onProgress);
  await seedMessages(client);
  await seedFailed(client);
  await client.query("analyze");
}

async function seedAudit(
  client: pg.Client,
  rows: number,
  onProgress: (done: number) => void,
): Promise<void> {
  const staff = await client.query<{ id: string; role: string }>(
    "select id, role from staff where role in ('reviewer', 'operator', 'service') limit 200",
  );
  const keyId = testAuditKeys.newestId;
  const { rows: head } = await client.query<{ seq: string; hash: string }>(
    "select seq, hash from audit_head",
  );
  let previousHash = head[0]?.hash ?? "";
  let seq = Number(head[0]?.seq ?? 0);
  const first = Date.now() - rows * 7000;
  const ids = Array.from({ length: 50_000 }, () => randomUUID());
  for (let done = 0; done < rows; done += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, rows - done) }, (_, index) => {
      const n = done + index;
      seq += 1;
      const person = staff.rows[n % staff.rows.length];
      const action = n % 5000 === 0 ? "staff-disabled" : (actions[n % actions.length] ?? "");
      const isStaff = action === "look-at-picture" || action === "staff-disabled";
      const id = ids[(n * 7) % ids.length] ?? "";
      const actor = isStaff
        ? `${person?.role}:${person?.id}`
        : n % 2 === 0
          ? "system"
          : `student:${id}`;
      const at = new Date(first + n * 7000);
      const row = {
        seq,
        at,
        actor,
        action,
        subject: `collection:${id}`,
        details: { n },
        previousHash,
        keyId,
      };
      previousHash = hashOfRow(testAuditKeys, row);
      return { ...row, hash: previousHash };
    });
    await client.query(
      `insert into audit (seq, at, actor, action, subject, details, previous_hash, hash, key_id)
       select *, $9 from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::text[])`,
      [
        batch.map((row) => row.seq),
        batch.map(({ at }) => at),
        batch.map(({ actor }) => actor),
        batch.map(({ action }) => action),
        batch.map(({ subject }) => subject),
        batch.map(({ details }) => JSON.stringify(details)),
        batch.map((row) => row.previousHash),
        batch.map(({ hash }) => hash),
        keyId,
      ],
    );
    onProgress(done + batch.length);
  }
  await client.query("update audit_head set seq = $1, hash = $2, key_id = $3", [
    seq,
    previousHash,
    keyId,
  ]);
  await client.query("update audit_numbers set last_number = $1", [seq]);
}

/** Adds a message for every collection; one in a thousand failed. */
async function seedMessages(client: pg.Client): Promise<void> {
  const templates = `array[${messageTemplateCodes.map((code) => `'${code}'`).join(", ")}]`;
  await client.query(
    `insert into messages (id, event_id, collection_id, template, state, tries, last_fault, created_at, finished_at)
     select gen_random_uuid(), n, id, (${templates})[1 + n % 5],
       case when n % 1000 = 0 then 'failed' when n % 3 = 0 then 'skipped' else 'sent' end, 1,
       case when n % 1000 = 0 then 'unavailable' when n % 3 = 0 then 'no-consent' end, created_at, created_at
     from (select id, created_at, row_number() over () as n from collections) numbered`,
  );
}

/** Adds failed second attempts, because a first attempt may have a report. */
async function seedFailed(client: pg.Client): Promise<void> {
  const hash = "repeat('0', 64)";
  await client.query(
    `insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes,
       created_at, finished_at, retain_until)
     select gen_random_uuid(), id, 2, 'failed', 'camera', 'student', 'lost/' || id, ${hash}, 1, created_at, created_at,
       now() + interval '1 year' from (select id, created_at from collections limit ${failedPhotos}) of_these`,
  );
  const columns = "name, data, state, retry_count, started_on, completed_on, output";
  const { rows } = await client.query<{ id: string }>(
    "select id from attempts where state = 'failed'",
  );
  const jobIds = rows.map(({ id }) => jobIdOf("standardize-photo", { attemptId: id }));
  await client.query(
    `insert into pgboss.job (id, ${columns})
     select job_id, 'standardize-photo', jsonb_build_object('attemptId', attempt_id), 'failed', 3, now(), now(),
       '{"name": "Error"}'
     from unnest($1::uuid[], $2::uuid[]) of_these (job_id, attempt_id)`,
    [jobIds, rows.map(({ id }) => id)],
  );
  await client.query(
    `insert into pgboss.job (${columns})
     select 'standardize-photo', jsonb_build_object('attemptId', gen_random_uuid()), 'completed', 0, now(),
       now() - n * interval '200 milliseconds', null from generate_series(1, ${doneJobs}) n`,
  );
}
