-- Exports: what was asked for and how far it is; of photos the frozen list, never a copy.

create table exports (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  kind text not null,
  format text not null check (format in ('csv', 'xlsx', 'zip')),
  language text not null check (language in ('zh', 'en')),
  filters jsonb not null,
  -- Of staff of one school, as it was when they asked; null: every school.
  school_code text references schools,
  state text not null check (state in ('ready', 'running', 'interrupted', 'done', 'cancelled', 'outdated')),
  rows_total integer not null check (rows_total >= 0),
  rows_sent integer not null default 0 check (rows_sent >= 0),
  bytes_total bigint check (bytes_total >= 0),
  manifest_bytes integer,
  manifest_crc32 bigint,
  -- The download that goes on; another takes its place.
  stream uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  expires_at timestamptz not null,
  check ((format = 'zip') = (bytes_total is not null) and (format = 'zip') = (manifest_bytes is not null)
    and (format = 'zip') = (manifest_crc32 is not null))
);
create index on exports (staff_id, created_at);
create index on exports (expires_at);

-- starts_at: the first byte of the entry within the ZIP. crc32: null until the photo was read for the first time.
create table export_photos (
  export_id uuid not null references exports on delete cascade,
  position integer not null check (position > 0),
  attempt_id uuid not null references attempts on delete cascade,
  bytes integer not null check (bytes > 0),
  starts_at bigint not null check (starts_at > 0),
  crc32 bigint,
  primary key (export_id, position)
);
create index on export_photos (attempt_id);
