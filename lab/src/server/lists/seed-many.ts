/**
 * Adds a million collections with their persons, orders and books in bulk. Triggers and foreign keys are disabled
 * meanwhile.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { findPhotoSpec } from "@gradphoto/domain";
import type pg from "pg";
import { createSealer } from "../../../../apps/server/src/infra/sealing/seal.ts";
import { readServiceConfig } from "../../../../apps/server/src/settings/service-config.ts";

const atOnce = 20_000;
const otherSchools = 100;
/** School with one tenth of the collections. */
const firstSchool = "10559";

/** Distribution of states near the end of a season. */
const state = `(array['completed','completed','completed','completed','in_review','paid','ready','rejected','verified','uploading'])[1 + (n / 10) % 10]`;
const at = "now() - n * interval '7 seconds'";
/** Returns SQL for a hash with 64 hexadecimal digits. */
const hash = (salt: string): string => `('hmac:' || md5(n || '${salt}') || md5('${salt}' || n))`;

/** Fills a database that contains the school of `addSchoolAndStaff`. Returns the id of the first school's project. */
export async function seedMany(
  client: pg.Client,
  rows: number,
  onProgress: (done: number) => void,
): Promise<string> {
  const sealer = createSealer(readServiceConfig({}).secrets.sealKeys, randomBytes);
  await client.query("set session_replication_role = replica");
  await client.query("set statement_timeout = 0");
  const projectId = await seedProjects(client);
  const spec = JSON.stringify(findPhotoSpec("chsi-blue"));
  for (let done = 0; done < rows; done += atOnce) {
    const ids = Array.from({ length: Math.min(atOnce, rows - done) }, () => randomUUID());
    const seal = (text: string, column: string) =>
      ids.map((rowId) => sealer.seal(text, { column, rowId }));
    const names = seal("测试甲", "persons.name");
    const numbers = seal("2023000001", "persons.student_number");
    await client.query(
      `create temp table batch on commit preserve rows as
       select id, name, number, $4::int + i::int as n, (i - 1) % 10 = 0 as is_first
       from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as given (id, name, number, i)`,
      [ids, names, numbers, done],
    );
    await client.query(
      `insert into accounts (id, created_at, retain_until) select id, ${at}, now() + interval '1 year' from batch`,
    );
    await client.query(
      `insert into persons (id, school_code, name, name_hash, student_number, student_number_hash, department, major, class, level,
         id_last_four_hash, identity_hash, created_at, retain_until)
       select id, case when is_first then '${firstSchool}' else (20001 + n % ${otherSchools})::text end, name, ${hash("n")}, number, ${hash("s")}, '院系' || n / 7 % 20, '专业' || n / 7 % 60, '班级' || n / 7 % 400, '本科',
         ${hash("l")}, ${hash("i")}, ${at}, now() + interval '1 year' from batch`,
    );
    await client.query(
      `insert into collections (id, account_id, project_id, person_id, code_hash, state, spec_id, spec, fee_fen, created_at,
         updated_at, retain_until)
       select gen_random_uuid(), batch.id, p.id, batch.id, ${hash("c")}, ${state}, 'chsi-blue', $1::jsonb, 2500, ${at}, ${at},
         now() + interval '1 year'
       from batch join seeded_projects p on p.number = case when is_first then 0 else 1 + n % ${otherSchools} end`,
      [spec],
    );
    await client.query("drop table batch");
    onProgress(done + ids.length);
  }
  await seedBooks(client);
  await seedStaff(client, sealer);
  await client.query("vacuum analyze");
  return projectId;
}

async function seedProjects(client: pg.Client): Promise<string> {
  await client.query(`insert into schools (code, name, pinyin, pinyin_initials, hotline, service_hours)
    select (20000 + i)::text, '测试大学' || i, 'ce shi', 'cs', '0', '0' from generate_series(1, ${otherSchools}) i`);
  const { rows } = await client.query<{ id: string }>(
    `select id from projects where school_code = '${firstSchool}' and education_category = 'bachelor' order by graduation_year desc limit 1`,
  );
  const [first] = rows;
  if (!first) throw new Error("The first school has no project");
  await client.query(
    `insert into projects (id, school_code, education_category, graduation_year, fee_fen, opens_at, closes_at, spec_id,
       file_min_bytes, file_max_bytes, album_allowed, attempts_limit, review_days, retention_days, refund_rule, hotline, notice,
       print_caption, confirmed_at)
     select gen_random_uuid(), s.code, p.education_category, p.graduation_year, p.fee_fen, p.opens_at,
       p.closes_at, p.spec_id, p.file_min_bytes, p.file_max_bytes, p.album_allowed, p.attempts_limit, p.review_days,
       p.retention_days, p.refund_rule, p.hotline, p.notice, p.print_caption, p.confirmed_at
     from projects p, schools s where p.id = $1 and s.code like '20%'`,
    [first.id],
  );
  await client.query(
    `create temp table seeded_projects as
     select $1::uuid as id, 0 as number union all
     select id, (row_number() over (order by school_code))::int from projects where school_code like '20%'`,
    [first.id],
  );
  return first.id;
}

/** Adds an order for nine in ten collections, a refund for two in a hundred, and both sides of the ledger. */
async function seedBooks(client: pg.Client): Promise<void> {
  await client.query(`insert into orders (id, collection_id, out_trade_no, provider, channel, appid, amount_fen, state, counts,
      transaction_id, paid_at, created_at, expires_at)
    select gen_random_uuid(), id, 'b' || replace(left(id::text, 30), '-', ''), 'wechat-pay', 'mini-program', 'wx', 2500, 'paid', true,
      replace(id::text, '-', ''), created_at, created_at, created_at + interval '2 hours'
    from collections where state <> 'verified'`);
  await client.query(`insert into orders (id, collection_id, out_trade_no, provider, channel, appid, amount_fen, state, created_at,
      expires_at)
    select gen_random_uuid(), id, 'c' || replace(left(id::text, 30), '-', ''), 'wechat-pay', 'mini-program', 'wx', 2500, 'closed',
      created_at, created_at + interval '2 hours'
    from collections where state = 'verified'`);
  await client.query(`insert into refunds (id, order_id, out_refund_no, cause, amount_fen, state, requested_by_role, created_at)
    select gen_random_uuid(), id, replace(id::text, '-', ''), 'requested', 2500,
      case when random() < 0.01 then 'waiting' else 'succeeded' end, 'student', created_at
    from orders where state = 'paid' and random() < 0.02`);
  await client.query(
    "insert into ledger_transactions (kind, order_id, at) select 'payment', id, paid_at from orders where state = 'paid' order by paid_at",
  );
  await client.query(`insert into ledger_entries (transaction_id, account, amount_fen)
    select id, account, amount from ledger_transactions, (values ('wechat-pay', 2500), ('fees', -2500)) side (account, amount)
    order by id`);
  await client.query(`insert into collection_history (collection_id, move, from_state, to_state, actor_role, at)
    select c.id, step.move, step.before, step.after, 'system', c.created_at + step.days * interval '1 day'
    from collections c join seeded_projects p on p.id = c.project_id and p.number = 0,
      (values ('start', null, 'verified', 0), ('pay', 'verified', 'paid', 0), ('submit', 'ready', 'in_review', 1),
        ('approve', 'in_review', 'approved', 2), ('accepted', 'uploading', 'completed', 3)) step (move, before, after, days)`);
}

const staffRows = 20_000;

async function seedStaff(
  client: pg.Client,
  sealer: ReturnType<typeof createSealer>,
): Promise<void> {
  const ids = Array.from({ length: staffRows }, () => randomUUID());
  const names = ids.map((rowId) => sealer.seal("测试员工", { column: "staff.name", rowId }));
  await client.query(
    `insert into staff (id, username, name, role, school_code, password_hash, totp, created_at)
     select id, 'staff-' || n, name, case when n % 10 = 0 then 'reviewer' else 'school-admin' end,
       case when n % 10 = 0 then null else (20001 + n % ${otherSchools})::text end, '-', name, ${at}
     from unnest($1::uuid[], $2::text[]) with ordinality as given (id, name, n)`,
    [ids, names],
  );
  const orders = await client.query<{ id: string }>(
    "select id from orders where state = 'paid' limit 20000",
  );
  const wishes = orders.rows.map(({ id: orderId }) => ({ id: randomUUID(), orderId }));
  const seal = (column: string) =>
    wishes.map(({ id: rowId }) =>
      sealer.seal("测试公司", { column: `invoice_requests.${column}`, rowId }),
    );
  await client.query(
    `insert into invoice_requests (id, order_id, title, email, created_at)
     select id, order_id, title, email, ${at}
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) with ordinality as given (id, order_id, title, email, n)`,
    [
      wishes.map(({ id }) => id),
      wishes.map(({ orderId }) => orderId),
      seal("title"),
      seal("email"),
    ],
  );
}
