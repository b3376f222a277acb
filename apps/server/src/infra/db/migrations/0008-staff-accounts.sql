-- Staff look after their own access: initial passwords, one-time codes, recovery codes, sessions; operators keep the accounts.

-- initial_password_until: set while the password is an initial one, good until then. totp_pending: not confirmed yet.
alter table staff
  add column initial_password_until timestamptz,
  add column totp_pending sealed,
  add column disabled_at timestamptz;
create index on staff (created_at, id);

create table staff_recovery_codes (
  staff_id uuid not null references staff on delete cascade,
  code_hash search_hash not null,
  used_at timestamptz,
  primary key (staff_id, code_hash)
);

alter table sessions
  add column id uuid not null unique default gen_random_uuid(),
  add column last_seen_at timestamptz,
  add column device text;
