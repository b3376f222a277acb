-- The whole database of GradPhoto. PostgreSQL 15 and newer.
-- A sealed column takes sealed text alone, a hash column keyed hashes alone: plain names cannot get in by mistake.
-- Tables are described in apps/server/src/infra/db/schema; domains, functions, triggers and first rows are here only.

create domain sealed as text check (value ~ '^sealed:[a-z0-9-]{1,32}:[A-Za-z0-9_-]{16}:[A-Za-z0-9_-]{22,}$');
create domain search_hash as text check (value ~ '^hmac:[0-9a-f]{64}$');
create domain sha256_hex as text check (value ~ '^[0-9a-f]{64}$');
-- Money in fen.
create domain fen as bigint check (value >= 0);
create domain pay_provider as text check (value in ('wechat-pay', 'alipay'));
create domain ledger_account as text check (value in ('wechat-pay', 'alipay', 'fees', 'surplus'));


-- Accounts: students and how WeChat knows them.

create table accounts (
  id uuid primary key,
  phone sealed,
  phone_hash search_hash unique,
  created_at timestamptz not null,
  retain_until timestamptz not null,
  constraint accounts_check check ((phone is null) = (phone_hash is null))
);
create index accounts_retain_until_idx on accounts (retain_until);

create table account_identities (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  appid text not null,
  openid sealed not null,
  openid_hash search_hash not null,
  unionid sealed,
  unionid_hash search_hash,
  created_at timestamptz not null,
  unique (appid, openid_hash),
  constraint account_identities_check check ((unionid is null) = (unionid_hash is null))
);
create index account_identities_account_id_idx on account_identities (account_id);
create index account_identities_unionid_hash_idx on account_identities (unionid_hash);


-- Schools and projects: one project for each school, education category and graduation year.

create table schools (
  code text primary key,
  name text not null,
  aliases text[] not null default '{}',
  pinyin text not null,
  pinyin_initials text not null,
  hotline text not null,
  service_hours text not null,
  province text check (province in (
    '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43',
    '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'
  )),
  constraint schools_code_check check (code ~ '^[0-9]{5}$')
);

create table projects (
  id uuid primary key,
  school_code text not null references schools,
  education_category text not null check (education_category in (
    'adult', 'associate', 'bachelor', 'graduate', 'online', 'self-study', 'vocational'
  )),
  graduation_year integer not null,
  fee_fen fen not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  spec_id text not null,
  file_min_bytes integer not null,
  file_max_bytes integer not null,
  album_allowed boolean not null,
  try_before_pay boolean not null default false,
  sheet_review boolean not null default false,
  photo_max_age_days integer not null default 365,
  attempts_limit integer,
  review_days integer not null,
  retention_days integer not null,
  refund_rule text not null check (refund_rule in ('until-photo', 'until-submitted')),
  hotline text not null,
  notice text not null default '',
  clothing text not null default '',
  print_caption text not null default '',
  photo_names text not null default 'student-number' check (photo_names in ('student-number', 'student-number-hyphen-name')),
  photo_folders text not null default 'none' check (photo_folders in ('class', 'department', 'major', 'none')),
  image_check_by timestamptz,
  confirmed_at timestamptz,
  unique (school_code, education_category, graduation_year),
  constraint projects_attempts_limit_check check (attempts_limit > 0),
  constraint projects_check check (closes_at > opens_at),
  constraint projects_check1 check (file_max_bytes >= file_min_bytes),
  constraint projects_file_min_bytes_check check (file_min_bytes >= 0),
  constraint projects_graduation_year_check check (graduation_year between 2000 and 2999),
  constraint projects_photo_max_age_days_check check (photo_max_age_days > 0),
  constraint projects_retention_days_check check (retention_days > 0),
  constraint projects_review_days_check check (review_days > 0)
);
create index projects_opens_at_id_idx on projects (opens_at, id);

create table expected_numbers (
  project_id uuid not null references projects on delete cascade,
  department text not null,
  major text not null,
  class text not null,
  expected integer not null,
  primary key (project_id, department, major, class),
  constraint expected_numbers_expected_check check (expected >= 0)
);


-- Staff: people who work in the console, their posts, and the outside systems by which they sign in.

create table staff (
  id uuid primary key,
  username text not null unique,
  name sealed not null,
  role text not null check (role in (
    'auditor', 'department-admin', 'finance', 'operator', 'province-admin', 'reviewer', 'school-admin',
    'senior-reviewer', 'service'
  )),
  school_code text references schools,
  department text,
  province text check (province in (
    '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43',
    '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'
  )),
  password_hash text not null,
  initial_password_until timestamptz,
  totp sealed,
  totp_pending sealed,
  created_at timestamptz not null,
  totp_step bigint,
  disabled_at timestamptz,
  last_post_id uuid,
  unconfirmed_by uuid,
  unconfirmed_at timestamptz,
  unconfirmed_act text check (unconfirmed_act in (
    'access-reset', 'changed', 'confirmed', 'created', 'disabled', 'enabled', 'one-time-codes-wrong', 'post-added',
    'post-removed', 'renamed', 'sessions-ended'
  )),
  constraint staff_check check ((role in ('school-admin', 'department-admin')) = (school_code is not null)),
  constraint staff_department_place_check check ((role = 'department-admin') = (department is not null)),
  constraint staff_province_place_check check ((role = 'province-admin') = (province is not null)),
  constraint staff_unconfirmed_check check (
    (unconfirmed_by is null) = (unconfirmed_at is null) and (unconfirmed_by is null) = (unconfirmed_act is null)
  ),
  constraint staff_username_check check (username = lower(username))
);
create index staff_created_at_id_idx on staff (created_at, id);

create table staff_posts (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  role text not null check (role in (
    'auditor', 'department-admin', 'finance', 'operator', 'province-admin', 'reviewer', 'school-admin',
    'senior-reviewer', 'service'
  )),
  school_code text references schools,
  department text,
  province text check (province in (
    '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43',
    '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'
  )),
  added_at timestamptz not null,
  constraint staff_posts_check check ((role in ('school-admin', 'department-admin')) = (school_code is not null)),
  constraint staff_posts_department_place_check check ((role = 'department-admin') = (department is not null)),
  constraint staff_posts_province_place_check check ((role = 'province-admin') = (province is not null)),
  constraint staff_posts_alone_check check (role <> 'auditor')
);
create index staff_posts_staff_id_added_at_idx on staff_posts (staff_id, added_at);

create table staff_account_changes (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  what text not null check (what in (
    'access-reset', 'changed', 'confirmed', 'created', 'disabled', 'enabled', 'one-time-codes-wrong', 'post-added',
    'post-removed', 'renamed', 'sessions-ended'
  )),
  by_role text not null check (by_role in (
    'anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer',
    'school-admin', 'school-system', 'senior-reviewer', 'service', 'student', 'system'
  )),
  at timestamptz not null,
  seen_at timestamptz
);
create index staff_account_changes_staff_id_at_idx on staff_account_changes (staff_id, at);

create table staff_browsers (
  staff_id uuid not null references staff on delete cascade,
  browser_hash search_hash not null,
  last_used_at timestamptz not null,
  primary key (staff_id, browser_hash)
);
create index staff_browsers_last_used_at_idx on staff_browsers (last_used_at);

create table staff_recovery_codes (
  staff_id uuid not null references staff on delete cascade,
  code_hash search_hash not null,
  used_at timestamptz,
  primary key (staff_id, code_hash)
);

create table staff_identities (
  staff_id uuid not null references staff on delete cascade,
  provider_id text not null,
  subject_hash search_hash not null,
  bound_at timestamptz not null,
  primary key (staff_id, provider_id),
  unique (provider_id, subject_hash)
);

create table identity_trips (
  state_sha256 sha256_hex primary key,
  provider_id text not null,
  staff_id uuid references staff on delete cascade,
  expires_at timestamptz not null
);
create index identity_trips_expires_at_idx on identity_trips (expires_at);
create index identity_trips_staff_id_idx on identity_trips (staff_id);

create table identity_tickets (
  ticket_sha256 sha256_hex primary key,
  provider_id text not null,
  staff_id uuid not null references staff on delete cascade,
  tries integer not null default 0,
  expires_at timestamptz not null,
  constraint identity_tickets_tries_check check (tries >= 0)
);
create index identity_tickets_expires_at_idx on identity_tickets (expires_at);
create index identity_tickets_staff_id_idx on identity_tickets (staff_id);


-- Signing in: sessions of accounts and staff, codes sent to phones, limits of rates, answers given before.

create table sessions (
  token_sha256 sha256_hex primary key,
  account_id uuid references accounts on delete cascade,
  staff_id uuid references staff on delete cascade,
  identity_id uuid references account_identities on delete set null,
  role text not null check (role in (
    'anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer',
    'school-admin', 'school-system', 'senior-reviewer', 'service', 'student', 'system'
  )),
  post_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  id uuid not null default gen_random_uuid() unique,
  last_seen_at timestamptz,
  device text,
  others_seen_until timestamptz,
  proven_until timestamptz,
  constraint sessions_check check ((account_id is null) <> (staff_id is null))
);
create index sessions_account_id_idx on sessions (account_id);
create index sessions_staff_id_idx on sessions (staff_id);
create index sessions_expires_at_idx on sessions (expires_at);

create table sms_codes (
  id uuid primary key,
  phone_hash search_hash not null,
  code_hash search_hash not null,
  tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint sms_codes_tries_check check (tries >= 0)
);
create index sms_codes_phone_hash_created_at_idx on sms_codes (phone_hash, created_at);

create table rate_limits (
  name text not null,
  subject_hash search_hash not null,
  ends_at timestamptz not null,
  hits integer not null,
  primary key (name, subject_hash),
  constraint rate_limits_hits_check check (hits > 0)
);
create index rate_limits_ends_at_idx on rate_limits (ends_at);

create table idempotency_keys (
  account_id uuid not null references accounts on delete cascade,
  key text not null,
  request_sha256 sha256_hex not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (account_id, key)
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);


-- Consents: what an account agreed to.

create table consents (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  purpose text not null check (purpose in ('evidence', 'face', 'registry', 'school', 'service')),
  version text not null,
  recipient text not null,
  granted_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint consents_check check (withdrawn_at >= granted_at)
);
create unique index consents_account_id_purpose_version_recipient_idx
  on consents (account_id, purpose, version, recipient)
  where withdrawn_at is null;


-- Collection codes: codes that were read, guesses of the last four characters, and locks after too many.

create table code_readings (
  id uuid primary key,
  code sealed not null,
  code_hash search_hash not null,
  account_id uuid not null references accounts on delete cascade,
  project_id uuid not null references projects,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index code_readings_code_hash_idx on code_readings (code_hash);
create index code_readings_account_id_idx on code_readings (account_id);
create index code_readings_expires_at_idx on code_readings (expires_at);

-- Collections: one student in one project, every move, and every uploaded photo.

create table persons (
  id uuid primary key,
  school_code text not null references schools,
  name sealed not null,
  name_hash search_hash not null,
  student_number sealed not null,
  student_number_hash search_hash not null,
  department text not null,
  major text not null,
  class text not null,
  level text not null,
  id_last_four_hash search_hash not null,
  identity_hash search_hash not null,
  created_at timestamptz not null,
  retain_until timestamptz not null,
  erased_at timestamptz
);
create index persons_identity_hash_idx on persons (identity_hash);
create index persons_retain_until_idx on persons (retain_until);
create index persons_school_code_department_class_idx on persons (school_code, department, class);
create index persons_student_number_hash_idx on persons (student_number_hash);
create index persons_name_hash_idx on persons (name_hash);

create table collections (
  id uuid primary key,
  account_id uuid not null references accounts,
  project_id uuid not null references projects,
  person_id uuid not null references persons,
  code_hash search_hash not null unique,
  state text not null check (state in (
    'approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded',
    'refunding', 'rejected', 'returned', 'uploading', 'verified'
  )),
  previous_state text check (previous_state in (
    'approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded',
    'refunding', 'rejected', 'returned', 'uploading', 'verified'
  )),
  spec_id text not null,
  spec jsonb not null,
  fee_fen fen not null,
  submitted_attempt_id uuid,
  submitted_at timestamptz,
  review_due_at timestamptz,
  review_due_certain boolean not null default true,
  review_risk integer not null default 0,
  handed_to text check (handed_to in (
    'anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer',
    'school-admin', 'school-system', 'senior-reviewer', 'service', 'student', 'system'
  )),
  created_at timestamptz not null,
  updated_at timestamptz(3) not null,
  retain_until timestamptz not null,
  reports_archived_at timestamptz,
  constraint collections_review_risk_check check (review_risk >= 0),
  constraint submitted_whole check (
    (submitted_attempt_id is null) = (submitted_at is null) and (submitted_at is null) = (review_due_at is null)
  )
);
create index collections_account_id_idx on collections (account_id);
create index collections_to_archive_idx
  on collections (updated_at)
  where reports_archived_at is null and state in ('completed', 'closed', 'refunded');
create index collections_person_id_idx on collections (person_id);
create index collections_retain_until_idx on collections (retain_until);
create index collections_review_due_idx on collections
  (review_due_at, id, submitted_at, handed_to, submitted_attempt_id, created_at) where state = 'in_review';
create index collections_handed_idx on collections (handed_to) where state = 'in_review' and handed_to is not null;
create index collections_project_id_created_at_id_idx on collections (project_id, created_at, id);
create index collections_project_id_state_created_at_id_idx on collections (project_id, state, created_at, id);
create index collections_project_id_updated_at_id_idx on collections (project_id, updated_at, id);
create index collections_project_id_retain_until_idx on collections (project_id, retain_until);

create table collection_history (
  id bigint generated always as identity primary key,
  collection_id uuid not null references collections on delete cascade,
  move text not null check (move in (
    'accepted', 'already-registered', 'appeal', 'approve', 'check-identity', 'correct-identity', 'escalate',
    'expire', 'failed', 'give-evidence', 'grant-exception', 'leave', 'made', 'make-again', 'pay', 'queue-upload',
    'recall', 'refund-failed', 'refunded', 'refused', 'refused-by-registry', 'reject', 'start', 'start-refund',
    'submit', 'take-evidence', 'undo', 'upload', 'withdraw'
  )),
  from_state text check (from_state in (
    'approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded',
    'refunding', 'rejected', 'returned', 'uploading', 'verified'
  )),
  to_state text not null check (to_state in (
    'approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded',
    'refunding', 'rejected', 'returned', 'uploading', 'verified'
  )),
  actor_role text not null check (actor_role in (
    'anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer',
    'school-admin', 'school-system', 'senior-reviewer', 'service', 'student', 'system'
  )),
  actor_id uuid,
  reason text,
  sealed_reason sealed,
  at timestamptz not null
);
create index collection_history_collection_id_id_idx on collection_history (collection_id, id);
create index collection_history_appeals_idx on collection_history (collection_id) where move = 'appeal';

create table attempts (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  number integer not null,
  state text not null check (state in ('failed', 'made', 'processing', 'refused')),
  source text not null check (source in ('album', 'camera', 'other-camera')),
  by_role text not null check (by_role in ('helper', 'student')),
  original_key text not null unique,
  original_sha256 sha256_hex not null,
  original_bytes integer not null,
  picture_hash bit(64),
  seen_attempt_id uuid references attempts on delete set null,
  report jsonb,
  report_key text,
  report_sha256 sha256_hex,
  verdict text generated always as (report ->> 'verdict') stored check (verdict in ('pass', 'refused', 'review')),
  engine_version text,
  photo_key text unique,
  photo_sha256 sha256_hex,
  photo_bytes integer,
  display_key text unique,
  display_sha256 sha256_hex,
  displayed_at timestamptz,
  created_at timestamptz not null,
  queue_number bigint generated always as identity not null,
  started_at timestamptz,
  finished_at timestamptz,
  retain_until timestamptz not null,
  pictures_deleted_at timestamptz,
  upload_key text,
  unique (collection_id, number),
  constraint attempts_check check ((state = 'processing') = (finished_at is null)),
  constraint attempts_check1 check (
    state <> 'made' or (photo_key is not null and photo_sha256 is not null and photo_bytes is not null)
  ),
  constraint attempts_shown_check check (
    (display_key is null) = (display_sha256 is null) and (display_key is null or displayed_at is not null)
  ),
  constraint attempts_report_key_check check ((report_key is null) = (report_sha256 is null)),
  constraint attempts_check2 check ((report is null) = (verdict is null)),
  constraint attempts_check3 check (
    state not in ('made', 'refused') or ((report is not null or pictures_deleted_at is not null) and engine_version is not null)
  ),
  constraint attempts_picture_hash_check check (picture_hash is null or pictures_deleted_at is null),
  constraint attempts_number_check check (number > 0),
  constraint attempts_original_bytes_check check (original_bytes > 0),
  constraint attempts_photo_bytes_check check (photo_bytes > 0)
);
create unique index attempts_collection_id_idx on attempts (collection_id) where state = 'processing';
create index attempts_retain_until_idx on attempts (retain_until) where pictures_deleted_at is null;
create unique index attempts_collection_id_upload_key_idx on attempts (collection_id, upload_key);
create index attempts_created_at_id_idx on attempts (created_at, id) where state = 'failed';
create index attempts_without_shown_idx
  on attempts (created_at, id)
  where displayed_at is null and pictures_deleted_at is null and state <> 'processing';
create index attempts_created_at_id_picture_hash_idx
  on attempts (created_at, id, picture_hash) where picture_hash is not null;
create index attempts_started_at_idx on attempts (started_at) where started_at is not null;
create index attempts_seen_attempt_id_idx on attempts (seen_attempt_id) where seen_attempt_id is not null;
create unique index attempts_report_key_idx on attempts (report_key) where report_key is not null;

alter table collections add foreign key (submitted_attempt_id) references attempts;

-- Whoever listens is told that a collection or one of its photos changed.
create function tell_collection_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('collection_changed',
    case when tg_table_name = 'attempts' then to_jsonb(new) ->> 'collection_id' else to_jsonb(new) ->> 'id' end);
  return null;
end $$;
create trigger tell_changed after insert or update of state on collections
  for each row execute function tell_collection_changed();
create trigger tell_changed after insert or update of state on attempts
  for each row execute function tell_collection_changed();


-- Measurements: what every check measured on every photo, kept the same as the reports by the database itself.

create table check_lists (
  id integer generated always as identity primary key,
  check_ids text[] not null unique
);

create table attempt_measurements (
  attempt_id uuid primary key references attempts on delete cascade,
  check_list_id integer not null,
  spec_id text not null,
  at timestamptz not null,
  fails integer not null,
  "values" double precision[] not null,
  verdicts text[] not null,
  can_only_warn boolean[] not null,
  constraint attempt_measurements_verdicts_check check (verdicts <@ array['fail', 'warn', 'unsure', 'pass'])
);
create index attempt_measurements_spec_id_at_attempt_id_idx
  on attempt_measurements (spec_id, at desc nulls first, attempt_id desc nulls first);

create view attempt_findings as
  select m.attempt_id, f.check_id, m.spec_id, m.at, f.value, f.verdict, f.can_only_warn,
    m.fails - (f.verdict = 'fail')::int as other_fails
  from attempt_measurements m join check_lists l on l.id = m.check_list_id,
    unnest(l.check_ids, m."values", m.verdicts, m.can_only_warn) f (check_id, value, verdict, can_only_warn);

create function findings_of(report jsonb)
returns table (check_id text, spec_id text, value double precision, verdict text, can_only_warn boolean)
language sql immutable as $$
  select f ->> 'id', report ->> 'spec', (f ->> 'value')::double precision, f ->> 'verdict', coalesce(f ->> 'atMost' = 'warn', false)
  from jsonb_array_elements(case jsonb_typeof(report -> 'findings') when 'array' then report -> 'findings' else '[]' end) f
  where report ->> 'spec' is not null and f ->> 'id' is not null and f ->> 'verdict' in ('pass', 'warn', 'fail', 'unsure')
$$;

-- No row for a report without findings.
create function measurements_of(report jsonb)
returns table (check_ids text[], spec_id text, fails integer, "values" double precision[], verdicts text[], can_only_warn boolean[])
language sql immutable as $$
  select array_agg(f.check_id order by f.check_id collate "C"), min(f.spec_id), (count(*) filter (where f.verdict = 'fail'))::int,
    array_agg(f.value order by f.check_id collate "C"), array_agg(f.verdict order by f.check_id collate "C"),
    array_agg(f.can_only_warn order by f.check_id collate "C")
  from (select distinct on (check_id) * from findings_of(report)) f
  having count(*) > 0
$$;

create function check_list_of(ids text[]) returns integer language plpgsql as $$
declare
  found_id integer;
begin
  select id into found_id from check_lists where check_ids = ids;
  if found_id is null then
    insert into check_lists (check_ids) values (ids) on conflict do nothing;
    select id into found_id from check_lists where check_ids = ids;
  end if;
  return found_id;
end $$;

-- A report that goes to the object store leaves its measurements; they go when the report is deleted.
create function keep_attempt_findings() returns trigger language plpgsql as $$
begin
  if new.report_key is not null and new.report is not null then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from attempt_measurements where attempt_id = new.id;
  end if;
  insert into attempt_measurements
    select new.id, check_list_of(m.check_ids), m.spec_id, new.created_at, m.fails, m."values", m.verdicts, m.can_only_warn
    from measurements_of(new.report) m;
  return null;
end $$;
create trigger keep_findings after insert or update of report on attempts
  for each row execute function keep_attempt_findings();


-- On-site days: a helper's phone shoots a class; links for other phones.

create table site_days (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  day date not null,
  shooting_sha256 sha256_hex not null unique,
  queue_token text not null unique,
  opened_at timestamptz not null,
  ended_at timestamptz
);
create unique index site_days_project_id_day_idx on site_days (project_id, day) where ended_at is null;

create table site_tickets (
  site_day_id uuid not null references site_days on delete cascade,
  number integer not null,
  ticket_key text not null,
  taken_at timestamptz not null,
  called_at timestamptz,
  call_key text,
  voided_at timestamptz,
  primary key (site_day_id, number),
  unique (site_day_id, ticket_key),
  unique (site_day_id, call_key),
  constraint site_tickets_check check ((called_at is null) = (call_key is null)),
  constraint site_tickets_check1 check (called_at is null or voided_at is null)
);

create table helper_links (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  token_sha256 sha256_hex not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  claimed_at timestamptz,
  session_sha256 sha256_hex unique references sessions on delete set null,
  session_expires_at timestamptz,
  site_day_id uuid references site_days on delete cascade,
  constraint helper_links_check check ((claimed_at is null) = (session_expires_at is null))
);
create unique index helper_links_collection_id_idx
  on helper_links (collection_id) where revoked_at is null and site_day_id is null;
create index helper_links_site_day_id_idx on helper_links (site_day_id);


-- Payments: orders, refunds and the notifications already taken.

create table orders (
  id uuid primary key,
  collection_id uuid not null references collections,
  out_trade_no text not null unique,
  provider pay_provider not null,
  channel text not null check (channel in ('h5', 'mini-program', 'native', 'official-account')),
  appid text not null,
  amount_fen fen not null,
  state text not null check (state in ('closed', 'open', 'paid', 'refunded')),
  prepay text,
  counts boolean not null default false,
  transaction_id text,
  paid_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  queried_at timestamptz,
  unique (provider, transaction_id),
  constraint orders_amount_fen_check check (amount_fen > 0),
  constraint orders_check check (expires_at > created_at),
  constraint orders_check1 check ((state in ('paid', 'refunded')) = (transaction_id is not null)),
  constraint orders_check2 check ((transaction_id is null) = (paid_at is null)),
  constraint orders_check3 check (not counts or paid_at is not null),
  constraint orders_out_trade_no_check check (out_trade_no ~ '^[0-9A-Za-z]{6,32}$')
);
create unique index orders_collection_id_idx on orders (collection_id) where state = 'open';
create unique index orders_collection_id_idx1 on orders (collection_id) where counts and state = 'paid';
create index orders_collection_id_created_at_idx on orders (collection_id, created_at);
create index orders_created_at_id_idx on orders (created_at, id);
create index orders_paid_at_idx on orders (paid_at);
create index orders_state_created_at_id_idx on orders (state, created_at, id);
create index orders_id_idx on orders (id) where state = 'open';
create index orders_provider_created_at_idx on orders (provider, created_at);

create table refunds (
  id uuid primary key,
  order_id uuid not null references orders,
  out_refund_no text not null unique,
  cause text not null check (cause in (
    'already-registered', 'late-payment', 'left', 'requested', 'second-payment', 'window-ended'
  )),
  amount_fen fen not null,
  state text not null check (state in (
    'abnormal', 'closed', 'declined', 'due', 'processing', 'requested', 'succeeded', 'waiting'
  )),
  sealed_reason sealed,
  sealed_decline_reason sealed,
  requested_by_role text not null check (requested_by_role in (
    'anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer',
    'school-admin', 'school-system', 'senior-reviewer', 'service', 'student', 'system'
  )),
  requested_by uuid,
  started_by_role text check (started_by_role in (
    'anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer',
    'school-admin', 'school-system', 'senior-reviewer', 'service', 'student', 'system'
  )),
  started_by uuid,
  started_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  refund_id text unique,
  created_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  constraint refunds_amount_fen_check check (amount_fen > 0),
  constraint refunds_check check (decided_by is distinct from started_by or decided_by is null or state = 'declined'),
  constraint refunds_out_refund_no_check check (out_refund_no ~ '^[0-9A-Za-z]{1,64}$')
);
create unique index refunds_order_id_idx on refunds (order_id) where state not in ('closed', 'declined');
create index refunds_accepted_at_idx on refunds (accepted_at);
create index refunds_order_id_created_at_id_idx on refunds (order_id, created_at, id);
create index refunds_created_at_id_idx on refunds (created_at, id);
create index refunds_started_by_started_at_idx on refunds (started_by, started_at);
create index refunds_state_created_at_id_idx on refunds (state, created_at, id);
create index refunds_id_idx on refunds (id) where state in ('due', 'processing', 'abnormal');

create table payment_notifications (
  provider pay_provider not null,
  id text not null,
  about text not null check (about in ('other', 'payment', 'refund')),
  subject text,
  received_at timestamptz not null,
  primary key (provider, id)
);
create index payment_notifications_received_at_idx on payment_notifications (received_at);


-- Ledger: double entry, never changed; every transaction sums to zero.

create table ledger_transactions (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('payment', 'refund')),
  order_id uuid not null references orders,
  refund_id uuid references refunds,
  at timestamptz not null,
  constraint ledger_transactions_check check ((kind = 'refund') = (refund_id is not null))
);
create unique index ledger_transactions_order_id_kind_idx on ledger_transactions (order_id, kind);
create index ledger_transactions_at_idx on ledger_transactions (at);

create table ledger_entries (
  id bigint generated always as identity primary key,
  transaction_id bigint not null references ledger_transactions,
  account ledger_account not null,
  amount_fen bigint not null,
  constraint ledger_entries_amount_fen_check check (amount_fen <> 0)
);
create index ledger_entries_transaction_id_idx on ledger_entries (transaction_id);
create index ledger_entries_account_idx on ledger_entries (account);

create table ledger_sums (
  up_to_entry_id bigint not null references ledger_entries,
  account ledger_account not null,
  amount_fen bigint not null,
  primary key (up_to_entry_id, account)
);

create function check_ledger_balance() returns trigger language plpgsql as $$
declare
  checked bigint := case when tg_table_name = 'ledger_entries' then (to_jsonb(new) ->> 'transaction_id')::bigint
    else (to_jsonb(new) ->> 'id')::bigint end;
begin
  if (select count(*) < 2 or sum(amount_fen) <> 0 from ledger_entries where transaction_id = checked) then
    raise exception 'the entries of a ledger transaction must sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger ledger_entries_balance after insert on ledger_entries
  deferrable initially deferred for each row execute function check_ledger_balance();
create constraint trigger ledger_transactions_balance after insert on ledger_transactions
  deferrable initially deferred for each row execute function check_ledger_balance();

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is never changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_transactions_are_append_only before update or delete or truncate on ledger_transactions
  for each statement execute function refuse_ledger_change();
create trigger ledger_entries_are_append_only before update or delete or truncate on ledger_entries
  for each statement execute function refuse_ledger_change();
create trigger ledger_sums_are_append_only before update or delete or truncate on ledger_sums
  for each statement execute function refuse_ledger_change();


-- Bills: the providers' daily bills, what differed from our books, income by project, invoices.

create table bill_days (
  provider pay_provider not null,
  day date not null,
  state text not null check (state in ('fetched', 'open')),
  payments integer not null default 0,
  refunds integer not null default 0,
  paid_fen fen not null default 0,
  refunded_fen fen not null default 0,
  processing_fee_fen bigint not null default 0,
  fetched_at timestamptz,
  primary key (provider, day),
  constraint bill_days_check check ((state = 'fetched') = (fetched_at is not null))
);

create table payment_differences (
  id uuid primary key,
  provider pay_provider not null,
  day date not null,
  kind text not null check (kind in (
    'payment-missing-here', 'payment-missing-there', 'refund-abnormal', 'refund-closed', 'refund-missing-here',
    'refund-missing-there', 'second-payment', 'unknown-order', 'unknown-refund', 'wrong-amount', 'wrong-merchant',
    'wrong-refund-amount'
  )),
  out_trade_no text not null,
  out_refund_no text not null,
  local_fen bigint,
  remote_fen bigint,
  discovered_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  sealed_note sealed,
  constraint payment_differences_kind_provider_day_out_trade_no_out_refu_key unique (kind, provider, day, out_trade_no, out_refund_no),
  foreign key (provider, day) references bill_days (provider, day)
);
create index payment_differences_day_idx on payment_differences (day);

create table income_days (
  provider pay_provider not null,
  day date not null,
  project_id uuid not null references projects,
  payments integer not null,
  refunds integer not null,
  paid_fen fen not null,
  refunded_fen fen not null,
  processing_fee_fen bigint not null,
  primary key (provider, day, project_id),
  foreign key (provider, day) references bill_days (provider, day)
);
create index income_days_day_project_id_idx on income_days (day, project_id);

create table invoice_requests (
  id uuid primary key,
  order_id uuid not null unique references orders,
  title sealed not null,
  tax_number sealed,
  email sealed not null,
  created_at timestamptz not null,
  issued_at timestamptz,
  issued_by uuid,
  invoice_number text,
  file_key text,
  file_sha256 sha256_hex,
  constraint invoice_requests_file_key_check check (file_key is null or issued_at is not null),
  constraint invoice_requests_file_check check ((file_key is null) = (file_sha256 is null)),
  constraint invoice_requests_check check ((issued_at is null) = (invoice_number is null))
);
create index invoice_requests_created_at_id_idx on invoice_requests (created_at, id);


-- Reviews: decisions, who has what in hand, second looks and photos whose answer is known.

create table honeypots (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  attempt_id uuid not null references attempts,
  decision text not null check (decision in ('approve', 'reject')),
  reasons text[] not null default '{}',
  added_by uuid not null references staff,
  created_at timestamptz(3) not null,
  ended_at timestamptz
);
create unique index honeypots_collection_id_idx on honeypots (collection_id) where ended_at is null;

create table review_tasks (
  id uuid primary key,
  kind text not null check (kind in ('honeypot', 'second-look', 'submission')),
  collection_id uuid not null references collections on delete cascade,
  attempt_id uuid not null references attempts,
  honeypot_id uuid references honeypots on delete cascade,
  of_task_id uuid references review_tasks on delete cascade,
  created_at timestamptz not null,
  submitted_at timestamptz not null,
  due_at timestamptz not null,
  due_certain boolean not null,
  reviewer_id uuid references staff,
  taken_at timestamptz,
  ends_at timestamptz,
  left_at timestamptz,
  on_sheet boolean not null default false,
  decision_id uuid unique,
  decision text check (decision in ('approve', 'escalate', 'grant-exception', 'reject')),
  reasons text[] not null default '{}',
  sealed_words sealed,
  evidence sealed,
  at timestamptz,
  made_at timestamptz,
  look_ms integer,
  held_until timestamptz,
  undone_at timestamptz,
  recalled_by uuid references staff,
  constraint review_tasks_honeypot_check check ((kind = 'honeypot') = (honeypot_id is not null)),
  constraint review_tasks_second_look_check check ((kind = 'second-look') = (of_task_id is not null)),
  constraint review_tasks_in_hand_check check (reviewer_id is null and taken_at is null and ends_at is null
    or reviewer_id is not null and taken_at is not null and ends_at is not null),
  constraint review_tasks_taken_check check (reviewer_id is not null or kind = 'second-look' and decision is null),
  constraint review_tasks_decided_check check ((decision is null) = (decision_id is null)
    and (decision is null) = (at is null) and (decision is null) = (made_at is null)
    and (decision is null) = (look_ms is null)),
  constraint review_tasks_reasons_check check (decision <> 'reject' or cardinality(reasons) > 0),
  constraint review_tasks_held_until_check check (held_until is null or decision = 'reject' and undone_at is null),
  constraint review_tasks_undone_check check (undone_at is null or decision is not null),
  constraint review_tasks_recalled_by_check check (recalled_by is null or undone_at is not null),
  constraint review_tasks_look_ms_check check (look_ms >= 0)
);
create unique index review_tasks_open on review_tasks (collection_id)
  where kind = 'submission' and decision is null;
create unique index review_tasks_honeypot on review_tasks (honeypot_id, reviewer_id) where undone_at is null;
create unique index review_tasks_second_look on review_tasks (of_task_id);
create index review_tasks_collection_id_at_idx on review_tasks (collection_id, at);
create index review_tasks_reviewer_id_at_idx on review_tasks (reviewer_id, at);
create index review_tasks_reviewer_id_idx on review_tasks (reviewer_id) where decision is null;
create index review_tasks_attempt_id_idx on review_tasks (attempt_id);
create index review_tasks_at_id_idx on review_tasks (at, id);
create index review_tasks_created_at_idx on review_tasks (created_at)
  where kind = 'second-look' and decision is null;
create index review_tasks_known on review_tasks (reviewer_id, taken_at) where kind = 'honeypot';
create index review_tasks_held on review_tasks (collection_id) where held_until is not null;

create table corrections (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  opened_by uuid not null references staff,
  sealed_reason sealed,
  opened_at timestamptz not null,
  used_at timestamptz
);
create unique index corrections_collection_id_idx on corrections (collection_id) where used_at is null;
create index corrections_collection_id_opened_at_idx on corrections (collection_id, opened_at);


-- Registry: batches of finished photos, its answers, and evidence of identity.

create table registry_batches (
  id uuid primary key,
  state text not null check (state in ('queued', 'sent', 'settled')),
  receipt text,
  tries integer not null default 0,
  last_fault text,
  created_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz,
  constraint registry_batches_check check (
    (state = 'queued') = (receipt is null) and (receipt is null) = (sent_at is null)
  ),
  constraint registry_batches_check1 check ((state = 'settled') = (settled_at is not null)),
  constraint registry_batches_tries_check check (tries >= 0)
);
create index registry_batches_id_idx on registry_batches (id) where state in ('queued', 'sent');

create table registry_items (
  id uuid primary key,
  batch_id uuid not null references registry_batches,
  collection_id uuid not null references collections on delete cascade,
  attempt_id uuid not null references attempts,
  state text not null check (state in ('accepted', 'open', 'refused')),
  receipt text,
  reason text,
  identity text check (identity in ('abnormal', 'doubtful', 'failed')),
  finding_ids text[] not null default '{}',
  settled_at timestamptz,
  constraint registry_items_check check ((state = 'open') = (settled_at is null)),
  constraint registry_items_check1 check ((state = 'refused') = (reason is not null))
);
create index registry_items_batch_id_idx on registry_items (batch_id);
create unique index registry_items_collection_id_idx on registry_items (collection_id) where state = 'open';
create index registry_items_collection_id_idx1 on registry_items (collection_id);
create index registry_items_attempt_id_idx on registry_items (attempt_id);
create index registry_items_settled_at_idx on registry_items (settled_at) where state <> 'open';

create table identity_evidence (
  collection_id uuid not null references collections on delete cascade,
  kind text not null check (kind in ('id-card-held', 'older-photo', 'statement')),
  object_key text not null,
  object_sha256 sha256_hex not null,
  file_type text not null,
  granted_at timestamptz not null,
  taken_at timestamptz,
  primary key (collection_id, kind)
);


-- Messages: what happened, messages about it, and reminders that schools send.

create table events (
  id bigint generated always as identity primary key,
  kind text not null,
  subject_id uuid not null,
  payload jsonb not null default '{}'::jsonb,
  created_at timestamptz not null
);
create index events_created_at_idx on events (created_at);

create table message_credits (
  account_id uuid not null references accounts on delete cascade,
  template text not null check (template in (
    'already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded',
    'registry-returned', 'review-approved', 'review-rejected', 'unfinished'
  )),
  credits integer not null,
  language text not null check (language in ('en', 'zh')),
  primary key (account_id, template),
  constraint message_credits_credits_check check (credits >= 0)
);

create table messages (
  id uuid primary key,
  event_id bigint not null unique references events,
  collection_id uuid not null references collections on delete cascade,
  template text not null check (template in (
    'already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded',
    'registry-returned', 'review-approved', 'review-rejected', 'unfinished'
  )),
  state text not null check (state in ('failed', 'queued', 'sent', 'skipped')),
  channel text check (channel in ('sms', 'wechat')),
  tries integer not null default 0,
  last_fault text,
  text text,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint messages_check check ((state = 'queued') = (finished_at is null)),
  constraint messages_check1 check (channel is null or state = 'sent'),
  constraint messages_tries_check check (tries >= 0)
);
create index messages_collection_id_idx on messages (collection_id);
create index messages_created_at_id_idx on messages (created_at, id);
create index messages_state_created_at_id_idx on messages (state, created_at, id);
create index messages_template_created_at_id_idx on messages (template, created_at, id);
create index messages_id_idx on messages (id) where state = 'queued';

create table reminders (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  staff_id uuid not null references staff,
  department text,
  filters jsonb not null,
  counts jsonb not null,
  reminded_at timestamptz(3) not null
);
create index reminders_project_id_reminded_at_idx on reminders (project_id, reminded_at);

create table reminder_messages (
  message_id uuid primary key references messages on delete cascade,
  reminder_id uuid not null references reminders on delete cascade,
  by_sms boolean not null
);
create index reminder_messages_reminder_id_idx on reminder_messages (reminder_id);

create table reminder_sms_days (
  school_code text not null references schools on delete cascade,
  day date not null,
  used integer not null,
  primary key (school_code, day),
  constraint reminder_sms_days_used_check check (used >= 0)
);


-- Customer service: notes and cases.

create table service_notes (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  note sealed not null,
  written_by uuid not null references staff,
  at timestamptz not null
);
create index service_notes_collection_id_at_idx on service_notes (collection_id, at);

create table service_cases (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  question sealed not null,
  owner_id uuid not null references staff,
  due_at timestamptz(3) not null,
  opened_by uuid not null references staff,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid references staff,
  revision integer not null default 1,
  constraint service_cases_closed_check check ((closed_at is null) = (closed_by is null))
);
create index service_cases_collection_id_opened_at_idx on service_cases (collection_id, opened_at);
create index service_cases_open_idx on service_cases (due_at, id) where closed_at is null;

create table service_case_hand_overs (
  id uuid primary key,
  case_id uuid not null references service_cases on delete cascade,
  from_staff_id uuid not null references staff,
  to_staff_id uuid not null references staff,
  note sealed not null,
  at timestamptz not null
);
create index service_case_hand_overs_case_id_at_idx on service_case_hand_overs (case_id, at);


-- Exports: lists and photos that staff take out as files.

create table exports (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  kind text not null check (kind in (
    'audit', 'bill-differences', 'finished-photos', 'income', 'invoices', 'ledger', 'orders', 'province',
    'refunds', 'registry-refusals', 'school-collections', 'schools', 'staff-decisions', 'stalled-students'
  )),
  format text not null check (format in ('csv', 'xlsx', 'zip')),
  language text not null check (language in ('en', 'zh')),
  filters jsonb not null,
  school_code text references schools,
  department text,
  province text check (province in (
    '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43',
    '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'
  )),
  state text not null check (state in ('cancelled', 'done', 'interrupted', 'outdated', 'ready', 'running')),
  rows_total integer not null,
  rows_sent integer not null default 0,
  bytes_total bigint,
  photo_names text check (photo_names in ('student-number', 'student-number-hyphen-name')),
  photo_folders text check (photo_folders in ('class', 'department', 'major', 'none')),
  stream uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  expires_at timestamptz not null,
  constraint exports_bytes_total_check check (bytes_total >= 0),
  constraint exports_check check (
    (format = 'zip') = (bytes_total is not null) and (format = 'zip') = (photo_names is not null) and (format = 'zip') = (photo_folders is not null)
  ),
  constraint exports_rows_sent_check check (rows_sent >= 0),
  constraint exports_rows_total_check check (rows_total >= 0)
);
create index exports_staff_id_created_at_idx on exports (staff_id, created_at);
create index exports_expires_at_idx on exports (expires_at);

create table export_photos (
  export_id uuid not null references exports on delete cascade,
  position integer not null,
  attempt_id uuid not null references attempts on delete cascade,
  person_id uuid not null references persons on delete cascade,
  copy integer not null default 1,
  bytes integer not null,
  starts_at bigint not null,
  crc32 bigint,
  primary key (export_id, position),
  constraint export_photos_bytes_check check (bytes > 0),
  constraint export_photos_copy_check check (copy > 0),
  constraint export_photos_position_check check ("position" > 0),
  constraint export_photos_starts_at_check check (starts_at > 0)
);
create index export_photos_attempt_id_idx on export_photos (attempt_id);
create index export_photos_person_id_idx on export_photos (person_id);

create table taken_photos (
  attempt_id uuid not null references attempts on delete cascade,
  by_school boolean not null,
  at timestamptz not null,
  primary key (attempt_id, by_school)
);


-- Audit log: a chain of keyed hashes. Writers only insert into the outbox, its rows are chained in the order of their
-- numbers, archived entries are in segments.

create table audit_outbox (
  id bigint generated always as identity primary key,
  number bigint unique,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null
);

-- One row: the number of the last row that was written, whatever became of it.
create table audit_numbers (
  only_row boolean primary key default true,
  last_number bigint not null,
  constraint audit_numbers_only_row_check check (only_row)
);
insert into audit_numbers (last_number) values (0);

create table audit (
  seq bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null,
  previous_hash sha256_hex not null,
  hash sha256_hex not null unique,
  key_id text not null
);
create index audit_subject_seq_idx on audit (subject, seq);
create index audit_action_seq_idx on audit (action, seq);
create index audit_split_part_seq_idx on audit (split_part(actor, ':', 1), seq);
create index audit_split_part_seq_idx1 on audit (split_part(actor, ':', 2), seq);
create index audit_at_idx on audit (at);
create index audit_expr_idx on audit ((details ->> 'run')) where details ? 'run';

create table audit_head (
  only_row boolean primary key default true,
  seq bigint not null,
  hash sha256_hex not null,
  key_id text,
  constraint audit_head_only_row_check check (only_row),
  constraint audit_head_key_id_check check ((seq = 0) = (key_id is null))
);

-- One row: the end of the chain. Its writer locks it; a chain cut short no longer ends where it says.
insert into audit_head (seq, hash) values (0, repeat('0', 64));

create table audit_segments (
  first_seq bigint primary key,
  last_seq bigint not null unique,
  first_at timestamptz not null,
  last_at timestamptz not null,
  marks bigint[] not null,
  object_key text not null unique,
  object_sha256 sha256_hex not null,
  constraint audit_segments_seq_check check (first_seq <= last_seq)
);
create index audit_segments_marks_idx on audit_segments using gin (marks);

create view audit_entries as
  select seq as place, at, actor, action, subject, details from audit
  union all select coalesce(number, 1000000000000000 + id), at, actor, action, subject, details from audit_outbox;

-- Numbers the rows of a transaction as it commits: no gap where one is rolled back, and writers wait for a commit at most.
-- Unnumbered rows of others are never visible here.
create function number_audit_rows() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
declare
  added bigint;
  last bigint;
begin
  if not exists (select from audit_outbox where id = new.id and number is null) then
    return null;
  end if;
  select count(*) into added from audit_outbox where number is null;
  update audit_numbers set last_number = last_number + added returning last_number into last;
  update audit_outbox set number = last - added + place
    from (select id as of_row, row_number() over (order by id) as place from audit_outbox where number is null) as unnumbered
    where id = of_row;
  return null;
end $$;
create constraint trigger audit_row_is_numbered after insert on audit_outbox
  deferrable initially deferred for each row execute function number_audit_rows();

-- The only way out of the outbox: the next rows, unchanged and in order, under the hashes that the service made with its
-- key. False: another process has chained them.
create function chain_audit(first_number bigint, hashes text[], hash_key_id text) returns boolean language plpgsql
security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  chained integer;
begin
  select * into head from audit_head for update;
  if head.seq + 1 <> first_number then
    return false;
  end if;
  with next_rows as (
    delete from audit_outbox where number between first_number and first_number + cardinality(hashes) - 1 returning *
  )
  insert into audit (seq, at, actor, action, subject, details, previous_hash, hash, key_id)
    select number, at, actor, action, subject, details,
      case number when first_number then head.hash else hashes[(number - first_number)::integer] end,
      hashes[(number - first_number)::integer + 1], hash_key_id
    from next_rows;
  get diagnostics chained = row_count;
  if chained <> cardinality(hashes) then
    raise exception 'a row of the audit outbox is missing';
  end if;
  update audit_head set seq = head.seq + chained, hash = hashes[chained], key_id = hash_key_id;
  return true;
end $$;
revoke execute on function chain_audit, number_audit_rows from public;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are never changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_append_only before update or truncate on audit
  for each statement execute function refuse_audit_change();
create trigger audit_head_stays before delete or truncate on audit_head
  for each statement execute function refuse_audit_change();
create trigger audit_segments_stay before update or delete or truncate on audit_segments
  for each statement execute function refuse_audit_change();

-- An entry leaves the table where a segment holds it, and nowhere else.
create function refuse_audit_loss() returns trigger language plpgsql as $$
begin
  if exists (
    select from gone where not exists (select from audit_segments where gone.seq between first_seq and last_seq)
  ) then
    raise exception 'audit rows are never changed or removed' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger audit_leaves_for_a_segment after delete on audit
  referencing old table as gone for each statement execute function refuse_audit_loss();

-- What is archived is in its segment alone: no row of the table takes its place, and no job deletes a segment.
create function refuse_archived_place() returns trigger language plpgsql as $$
begin
  if (select min(seq) from added) <= (select max(last_seq) from audit_segments) then
    raise exception 'audit rows are never changed or removed' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger audit_place_is_free after insert on audit
  referencing new table as added for each statement execute function refuse_archived_place();


-- Retention: what was deleted and why, and objects that nothing refers to.

create table retention_runs (
  id uuid primary key,
  cause text not null check (cause in ('requested', 'ended')),
  began_at timestamptz not null,
  ended_at timestamptz,
  faults integer not null default 0,
  constraint retention_runs_faults_check check (faults >= 0)
);
create index retention_runs_began_at_id_idx on retention_runs (began_at, id);

create table retention_counts (
  run_id uuid not null references retention_runs,
  project_id uuid references projects,
  photos integer not null default 0,
  persons integer not null default 0,
  accounts integer not null default 0,
  unique nulls not distinct (run_id, project_id),
  constraint retention_counts_accounts_check check (accounts >= 0),
  constraint retention_counts_persons_check check (persons >= 0),
  constraint retention_counts_photos_check check (photos >= 0)
);

create table doomed_objects (
  key text primary key,
  delete_after timestamptz not null,
  claimed_at timestamptz,
  run_id uuid references retention_runs
);
create index doomed_objects_delete_after_idx on doomed_objects (delete_after);
create index doomed_objects_run_id_idx on doomed_objects (run_id) where run_id is not null;

create function refuse_segment_deletion() returns trigger language plpgsql as $$
begin
  if exists (select from audit_segments where object_key = new.key) then
    raise exception 'segments of the audit log are never deleted' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger doomed_objects_are_no_segments after insert or update of key on doomed_objects
  for each row when (new.key like 'audit-segments/%') execute function refuse_segment_deletion();

create table face_counts (
  day date primary key,
  persons integer not null,
  counted_at timestamptz not null,
  constraint face_counts_persons_check check (persons >= 0)
);


-- Schools' own systems: their keys, the feed of changes, which only triggers write, and webhooks.

create table api_keys (
  id uuid primary key,
  school_code text not null references schools,
  name text not null,
  scopes text[] not null,
  project_ids uuid[],
  networks text[] not null,
  token_sha256 sha256_hex not null unique,
  previous_sha256 sha256_hex unique,
  previous_until timestamptz,
  token_used_at timestamptz,
  created_by uuid not null references staff,
  created_at timestamptz(3) not null,
  confirmed_by uuid references staff,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  constraint api_keys_two_persons_check check (confirmed_by <> created_by),
  constraint api_keys_expires_check check (expires_at <= created_at + interval '400 days'),
  constraint api_keys_previous_check check ((previous_sha256 is null) = (previous_until is null))
);
create index api_keys_school_code_created_at_id_idx on api_keys (school_code, created_at, id);

create table school_changes (
  id bigint primary key generated always as identity,
  position bigint unique,
  project_id uuid not null references projects,
  collection_id uuid not null references collections on delete cascade,
  cause text not null check (cause in (
    'accepted', 'already-registered', 'appeal', 'approve', 'check-identity', 'correct-identity', 'deleted',
    'escalate', 'expire', 'failed', 'give-evidence', 'grant-exception', 'leave', 'made', 'make-again', 'pay',
    'photo-deleted', 'queue-upload', 'recall', 'refund-failed', 'refunded', 'refused', 'refused-by-registry',
    'reject', 'shared', 'start', 'start-refund', 'submit', 'take-evidence', 'undo', 'upload', 'withdraw'
  )),
  state text not null check (state in (
    'approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded',
    'refunding', 'rejected', 'returned', 'uploading', 'verified'
  )),
  at timestamptz not null
);
create index school_changes_id_idx on school_changes (id) where position is null;
create index school_changes_project_id_position_idx on school_changes (project_id, position);
create index school_changes_collection_id_id_idx on school_changes (collection_id, id);

create function note_school_change() returns trigger language plpgsql as $$
begin
  case tg_table_name
  when 'collection_history' then
    insert into school_changes (project_id, collection_id, cause, state, at)
      select project_id, id, new.move, new.to_state, new.at from collections where id = new.collection_id;
  when 'consents' then
    insert into school_changes (project_id, collection_id, cause, state, at)
      select p.id, c.id, case when new.withdrawn_at is null then 'shared' else 'deleted' end, c.state,
        coalesce(new.withdrawn_at, new.granted_at)
      from collections c join projects p on p.id = c.project_id
      where c.account_id = new.account_id and new.recipient = 'school:' || p.school_code
      -- A move under way ends first, so that this change has the later state.
      order by c.id for no key update of c;
  when 'persons' then
    -- A consent under way ends first, so that the query below sees it.
    perform from collections where person_id = new.id order by id for no key update;
    insert into school_changes (project_id, collection_id, cause, state, at)
      select p.id, c.id, 'deleted', c.state, new.erased_at
      from collections c join projects p on p.id = c.project_id
      -- Without a consent the school never received the student; a withdrawal is already in the feed.
      where c.person_id = new.id and exists (
        select from consents where account_id = c.account_id and purpose = 'school'
          and recipient = 'school:' || p.school_code and withdrawn_at is null);
  when 'attempts' then
    insert into school_changes (project_id, collection_id, cause, state, at)
      select project_id, id, 'photo-deleted', state, new.pictures_deleted_at from collections
      where submitted_attempt_id = new.id and state = 'completed';
  end case;
  return null;
end $$;
create trigger note_school_change after insert on collection_history
  for each row execute function note_school_change();
create trigger note_school_change after insert or update of withdrawn_at on consents
  for each row when (new.purpose = 'school') execute function note_school_change();
create trigger note_school_change after update of erased_at on persons
  for each row when (old.erased_at is null and new.erased_at is not null) execute function note_school_change();
create trigger note_school_change after update of pictures_deleted_at on attempts
  for each row when (old.pictures_deleted_at is null and new.pictures_deleted_at is not null)
  execute function note_school_change();

create table webhooks (
  id uuid primary key,
  school_code text not null references schools,
  url text not null,
  secret sealed not null,
  position bigint not null,
  created_by uuid not null references staff,
  created_at timestamptz(3) not null,
  failing_since timestamptz,
  paused_at timestamptz
);
create index webhooks_school_code_created_at_id_idx on webhooks (school_code, created_at, id);

create table webhook_deliveries (
  id uuid primary key,
  number bigint generated always as identity not null,
  webhook_id uuid not null references webhooks on delete cascade,
  event text not null check (event in ('collection.deleted', 'collection.state-changed', 'photo.ready', 'test')),
  project_id uuid,
  collection_id uuid,
  at timestamptz(3) not null,
  state text not null check (state in ('dead', 'delivered', 'waiting')),
  tries integer not null default 0,
  next_at timestamptz,
  ended_at timestamptz,
  status integer,
  answer text,
  constraint webhook_deliveries_next_check check ((state = 'waiting') = (next_at is not null)),
  constraint webhook_deliveries_ended_check check ((state = 'waiting') = (ended_at is null)),
  constraint webhook_deliveries_tries_check check (tries >= 0)
);
create index webhook_deliveries_webhook_id_collection_id_number_idx
  on webhook_deliveries (webhook_id, collection_id, number)
  where state = 'waiting';
create index webhook_deliveries_webhook_id_at_id_idx on webhook_deliveries (webhook_id, at, id);
create index webhook_deliveries_at_id_idx on webhook_deliveries (at, id);
create index webhook_deliveries_ended_at_idx on webhook_deliveries (ended_at);


-- Operations: settings made in the console, checks of outside systems, processes that run.

create table configuration_changes (
  id uuid primary key,
  number bigint generated always as identity not null,
  item text not null check (item in (
    'check-limits', 'decision-hold', 'face-filing', 'hidden-verdict-share', 'hotline', 'known-photo-share',
    'message-words', 'new-project-refund-rule', 'one-person-refund', 'one-person-refund-day', 'photo-spec',
    'reason-advice', 'reminder-hours', 'reminder-messages', 'second-look-share', 'service-answer', 'service-hours',
    'sheet-look', 'sheet-miss-limit', 'sms-codes-day', 'sms-codes-hour'
  )),
  subject text not null,
  before jsonb not null,
  value jsonb not null,
  why sealed not null,
  state text not null check (state in ('confirmed', 'declined', 'proposed', 'withdrawn')),
  proposed_by uuid not null references staff,
  proposed_at timestamptz(3) not null,
  decided_by uuid references staff,
  decided_at timestamptz(3),
  declined_why sealed,
  constraint configuration_changes_decided_check check (
    (state = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null)
  ),
  constraint configuration_changes_declined_why_check check ((declined_why is not null) = (state = 'declined')),
  constraint configuration_changes_two_persons_check check (
    state not in ('confirmed', 'declined') or decided_by <> proposed_by
  )
);
create unique index configuration_changes_waiting_idx on configuration_changes (item, subject) where state = 'proposed';
create index configuration_changes_in_force_idx
  on configuration_changes (item, subject, number desc nulls last)
  where state = 'confirmed';
create index configuration_changes_proposed_at_id_idx on configuration_changes (proposed_at, id);

create table connection_checks (
  connection text primary key,
  state text not null check (state in ('fault', 'ok', 'warning')),
  checked_at timestamptz not null
);

create table processes (
  id uuid primary key,
  kind text not null check (kind in ('api', 'worker')),
  host text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  facts jsonb not null
);
