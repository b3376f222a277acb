-- Photos: keys of uploads, objects to delete, helper links, erased persons; changes are told to whoever listens.

alter table attempts add column upload_key text;
create unique index on attempts (collection_id, upload_key);

create table doomed_objects (
  key text primary key,
  delete_after timestamptz not null,
  claimed_at timestamptz
);
create index on doomed_objects (delete_after);

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
  check ((claimed_at is null) = (session_expires_at is null))
);
create unique index on helper_links (collection_id) where revoked_at is null;

alter table persons add column erased_at timestamptz;

create function tell_collection_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('collection_changed', (case when tg_table_name = 'attempts' then to_jsonb(new) ->> 'collection_id' else to_jsonb(new) ->> 'id' end));
  return null;
end $$;
create trigger tell_changed after insert or update of state on collections
  for each row execute function tell_collection_changed();
create trigger tell_changed after insert or update of state on attempts
  for each row execute function tell_collection_changed();
