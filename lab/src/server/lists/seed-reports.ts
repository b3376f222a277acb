/**
 * Adds photos with the findings of every check, and the decisions of reviewers and registry. No real person is
 * involved.
 */
import {
  allCheckIds,
  type CheckId,
  checkRows,
  findPhotoSpec,
  judge,
  limitsOf,
  type PhotoSpec,
  photoSpecs,
  reviewReasons,
} from "@gradphoto/domain";
import type pg from "pg";

/** Number of different reports; photos share them evenly. */
const differing = 2000;
const atOnce = 20_000;

/** Returns a finding. Few photos fail a check: most values are well inside the limits, some slightly beyond. */
function findingOf(check: CheckId, spec: PhotoSpec) {
  const limit = limitsOf(check, spec);
  const ends = [limit.fail?.min, limit.fail?.max, limit.warn?.min, limit.warn?.max].filter(
    (end) => end !== undefined,
  );
  const [low, high] = ends.length === 0 ? [0, 1] : [Math.min(...ends), Math.max(...ends)];
  const isMax = limit.fail?.max !== undefined || limit.warn?.max !== undefined;
  const isMin = limit.fail?.min !== undefined || limit.warn?.min !== undefined;
  const reach = (isMax && isMin ? 1 : 4) * (high - low || Math.abs(high) || 1);
  const far = Math.random() ** 3 * 1.02;
  const value = Number((isMax ? high - reach * (1 - far) : low + reach * (1 - far)).toFixed(4));
  return { id: check, verdict: judge(value, limit), value, unit: checkRows[check].unit, limit };
}

/**
 * Adds reports, and returns the number of photos whose findings are stored. Requires `seedMany` to have run in the same
 * session.
 */
export async function seedReports(
  client: pg.Client,
  photos: number,
  onProgress: (done: number) => void,
): Promise<number> {
  const spec: PhotoSpec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
  const reports = Array.from({ length: differing }, () =>
    JSON.stringify({
      version: 1,
      spec: spec.id,
      verdict: "review",
      findings: allCheckIds.map((check) => findingOf(check, spec)),
    }),
  );
  await client.query(
    "create temp table reports as select n, given::jsonb as report from unnest($1::text[]) with ordinality as r (given, n)",
    [reports],
  );
  await client.query(
    `create temp table photographed as select id, created_at, row_number() over (order by id) as n from collections
     order by id limit $1`,
    [photos],
  );
  for (let done = 0; done < photos; done += atOnce) {
    await client.query(
      `insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes,
         report, engine_version, photo_key, photo_sha256, photo_bytes, created_at, finished_at, retain_until)
       select gen_random_uuid(), c.id, 1, 'made', 'camera', 'student', 'o/' || c.id, repeat('0', 64), 1, r.report, 'bench',
         'p/' || c.id, repeat('0', 64), 1, c.created_at, c.created_at, now() + interval '1 year'
       from photographed c join reports r on r.n = 1 + c.n % ${differing} where c.n > $1 and c.n <= $1 + ${atOnce}`,
      [done],
    );
    onProgress(Math.min(photos, done + atOnce));
  }
  // This does the work of the trigger, which `seedMany` disables for this session.
  const { rowCount } = await client.query(
    `insert into attempt_measurements
     select a.id, check_list_of(m.check_ids), m.spec_id, a.created_at, m.fails, m."values", m.verdicts, m.can_only_warn
     from attempts a, measurements_of(a.report) m`,
  );
  await seedAnswers(client);
  await client.query("vacuum analyze");
  return rowCount ?? 0;
}

/**
 * Adds decisions. Eight in ten photos are reviewed, and one in twenty of those is rejected. The registry accepts nearly
 * all it gets.
 */
async function seedAnswers(client: pg.Client): Promise<void> {
  await client.query(
    `insert into review_tasks (id, kind, collection_id, attempt_id, created_at, submitted_at, due_at, due_certain, reviewer_id,
       taken_at, ends_at, decision_id, decision, reasons, at, made_at, look_ms)
     select gen_random_uuid(), 'submission', a.collection_id, a.id, a.created_at, a.created_at, a.created_at, true,
       (select id from staff where role = 'reviewer' limit 1), a.created_at, a.created_at, gen_random_uuid(), said.decision,
       case when said.decision = 'reject' then '{blurred}' else '{}' end::text[], a.created_at, a.created_at, 2000
     from attempts a, lateral (select case when random() < 0.05 then 'reject' else 'approve' end as decision, a.id) said
     where random() < 0.8`,
  );
  await client.query(
    `create temp table approved as select collection_id, attempt_id, at, random() < 0.03 as refused,
       (row_number() over (order by at)) / 10 as batch from review_tasks where decision = 'approve'`,
  );
  await client.query(
    `create temp table batches as select batch, gen_random_uuid() as id, min(at) as at from approved group by batch`,
  );
  await client.query(
    `insert into registry_batches (id, state, receipt, created_at, sent_at, settled_at)
     select id, 'settled', 'R', at, at, at from batches`,
  );
  await client.query(
    `insert into registry_items (id, batch_id, collection_id, attempt_id, state, receipt, reason, finding_ids, settled_at)
     select gen_random_uuid(), b.id, a.collection_id, a.attempt_id, case when refused then 'refused' else 'accepted' end, 'R',
       case when refused then 'registry-background' end, case when refused then $1::text[] else '{}' end, a.at
     from approved a join batches b using (batch)`,
    [[...reviewReasons["registry-background"].checks]],
  );
}
