-- Accounts, schools, projects, persons, collections, staff, audit. PostgreSQL 15 and newer.
-- A sealed column takes sealed text alone, a hash column keyed hashes alone: plain names cannot get in by mistake.

create domain sealed as text check (value ~ '^sealed:[a-z0-9-]{1,32}:[A-Za-z0-9_-]{16}:[A-Za-z0-9_-]{22,}$');
create domain search_hash as text check (value ~ '^hmac:[0-9a-f]{64}$');
create domain sha256_hex as text check (value ~ '^[0-9a-f]{64}$');
create domain fen as bigint check (value >= 0);

create table accounts (
  id uuid primary key,
  phone sealed,
  phone_hash search_hash unique,
  created_at timestamptz not null,
  retain_until timestamptz not null,
  check ((phone is null) = (phone_hash is null))
);
create index on accounts (retain_until);

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
  check ((unionid is null) = (unionid_hash is null))
);
create index on account_identities (account_id);
create index on account_identities (unionid_hash);

create table schools (
  code text primary key check (code ~ '^[0-9]{5}$'),
  name text not null,
  aliases text[] not null default '{}',
  pinyin text not null,
  pinyin_initials text not null,
  hotline text not null,
  service_hours text not null
);

create table staff (
  id uuid primary key,
  username text not null unique check (username = lower(username)),
  name sealed not null,
  role text not null,
  school_code text references schools,
  password_hash text not null,
  totp sealed,
  failed_tries integer not null default 0 check (failed_tries >= 0),
  locked_until timestamptz,
  created_at timestamptz not null
);

create table sessions (
  token_sha256 sha256_hex primary key,
  account_id uuid references accounts on delete cascade,
  staff_id uuid references staff on delete cascade,
  role text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  check ((account_id is null) <> (staff_id is null))
);
create index on sessions (account_id);
create index on sessions (staff_id);
create index on sessions (expires_at);

create table sms_codes (
  id uuid primary key,
  phone_hash search_hash not null,
  code_hash search_hash not null,
  tries integer not null default 0 check (tries >= 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on sms_codes (phone_hash, created_at);

create table rate_limits (
  name text not null,
  subject_hash search_hash not null,
  window_starts_at timestamptz not null,
  hits integer not null check (hits > 0),
  primary key (name, subject_hash, window_starts_at)
);
create index on rate_limits (window_starts_at);

create table projects (
  id uuid primary key,
  school_code text not null references schools,
  education_category text not null,
  graduation_year integer not null check (graduation_year between 2000 and 2999),
  fee_fen fen not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  spec_id text not null,
  file_min_bytes integer not null check (file_min_bytes >= 0),
  file_max_bytes integer not null check (file_max_bytes >= file_min_bytes),
  album_allowed boolean not null,
  attempts_limit integer check (attempts_limit > 0),
  review_days integer not null check (review_days > 0),
  retention_days integer not null check (retention_days > 0),
  refund_rule text not null,
  hotline text not null,
  notice text not null default '',
  unique (school_code, education_category, graduation_year)
);

create table persons (
  id uuid primary key,
  school_code text not null references schools,
  name sealed not null,
  student_number sealed not null,
  student_number_hash search_hash not null,
  department text not null,
  major text not null,
  class text not null,
  level text not null,
  id_last_four_hash search_hash not null,
  identity_hash search_hash not null,
  created_at timestamptz not null,
  retain_until timestamptz not null
);
create index on persons (school_code, student_number_hash);
create index on persons (identity_hash);
create index on persons (retain_until);

create table code_readings (
  id uuid primary key,
  code sealed not null,
  code_hash search_hash not null,
  account_id uuid not null references accounts on delete cascade,
  project_id uuid not null references projects,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on code_readings (code_hash);
create index on code_readings (account_id);
create index on code_readings (expires_at);

create table code_tries (
  id bigint generated always as identity primary key,
  code_hash search_hash not null,
  account_id uuid not null references accounts on delete cascade,
  tried_at timestamptz not null,
  right_answer boolean not null
);
create index on code_tries (code_hash, tried_at);

-- account_id null: the code is locked for every account.
create table code_locks (
  id bigint generated always as identity primary key,
  code_hash search_hash not null,
  account_id uuid references accounts on delete cascade,
  created_at timestamptz not null,
  locked_until timestamptz not null
);
create index on code_locks (code_hash, locked_until);

create table collections (
  id uuid primary key,
  account_id uuid not null references accounts,
  project_id uuid not null references projects,
  person_id uuid not null references persons,
  code_hash search_hash not null unique,
  state text not null,
  state_before text,
  spec_id text not null,
  spec jsonb not null,
  fee_fen fen not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  retain_until timestamptz not null
);
create index on collections (account_id);
create index on collections (person_id);
create index on collections (project_id, state);
create index on collections (retain_until);

create table collection_history (
  id bigint generated always as identity primary key,
  collection_id uuid not null references collections on delete cascade,
  move text not null,
  from_state text,
  to_state text not null,
  actor_role text not null,
  actor_id uuid,
  reason text,
  at timestamptz not null
);
create index on collection_history (collection_id, id);

create table events (
  id bigint generated always as identity primary key,
  kind text not null,
  subject_id uuid not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null,
  taken_at timestamptz
);
create index on events (id) where taken_at is null;

create table consents (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  purpose text not null,
  version text not null,
  recipient text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= given_at)
);
create unique index on consents (account_id, purpose, version, recipient) where withdrawn_at is null;

create table idempotency_keys (
  account_id uuid not null references accounts on delete cascade,
  key text not null,
  request_sha256 sha256_hex not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (account_id, key)
);
create index on idempotency_keys (created_at);

create table audit (
  seq bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null,
  previous_hash sha256_hex not null,
  hash sha256_hex not null unique
);
create index on audit (subject, seq);

-- One row: the end of the chain. Writers lock it to take turns; a chain cut short no longer ends where it says.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  hash sha256_hex not null
);
insert into audit_head (seq, hash) values (0, repeat('0', 64));

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are never changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit
  for each statement execute function refuse_audit_change();
create trigger audit_head_stays before delete or truncate on audit_head
  for each statement execute function refuse_audit_change();
