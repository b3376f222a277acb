-- Attempts: every uploaded photo of a collection, its report and, if made, its standard photo; which one was submitted.

create table attempts (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  number integer not null check (number > 0),
  state text not null check (state in ('processing', 'made', 'refused', 'failed')),
  source text not null check (source in ('camera', 'album')),
  by_role text not null check (by_role in ('student', 'helper')),
  original_key text not null unique,
  original_sha256 sha256_hex not null,
  original_bytes integer not null check (original_bytes > 0),
  report jsonb,
  engine_version text,
  photo_key text unique,
  photo_sha256 sha256_hex,
  photo_bytes integer check (photo_bytes > 0),
  created_at timestamptz not null,
  finished_at timestamptz,
  retain_until timestamptz not null,
  pictures_deleted_at timestamptz,
  unique (collection_id, number),
  check ((state = 'processing') = (finished_at is null)),
  check (state <> 'made' or (photo_key is not null and photo_sha256 is not null and photo_bytes is not null)),
  check (state not in ('made', 'refused') or (report is not null and engine_version is not null))
);
create unique index on attempts (collection_id) where state = 'processing';
create index on attempts (retain_until) where pictures_deleted_at is null;

alter table collections
  add column submitted_attempt_id uuid references attempts,
  add column submitted_at timestamptz,
  add column review_due_at timestamptz,
  add constraint submitted_whole check (
    (submitted_attempt_id is null) = (submitted_at is null) and (submitted_at is null) = (review_due_at is null)
  );
