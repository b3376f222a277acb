-- What operators watch: processes that are alive, what retention deleted; messages and the audit log page by page.

create table processes (
  id uuid primary key,
  kind text not null check (kind in ('api', 'worker')),
  host text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  facts jsonb not null
);

create table retention_runs (
  id uuid primary key,
  cause text not null check (cause in ('ended', 'asked')),
  began_at timestamptz not null,
  ended_at timestamptz,
  faults integer not null default 0 check (faults >= 0),
  -- The row of the audit log that closed it.
  audit_seq bigint,
  check ((ended_at is null) = (audit_seq is null))
);
create index on retention_runs (began_at, id);

create table retention_counts (
  run_id uuid not null references retention_runs,
  project_id uuid references projects,
  photos integer not null default 0 check (photos >= 0),
  persons integer not null default 0 check (persons >= 0),
  accounts integer not null default 0 check (accounts >= 0),
  unique nulls not distinct (run_id, project_id)
);

alter table doomed_objects add column run_id uuid references retention_runs;
create index on doomed_objects (run_id) where run_id is not null;
create index on collections (project_id, retain_until);

create index on attempts (created_at, id) where state = 'failed';

create index on messages (created_at, id);
create index on messages (state, created_at, id);
create index on messages (template, created_at, id);

create index on audit (action, seq);
create index on audit (split_part(actor, ':', 1), seq);
create index on audit (split_part(actor, ':', 2), seq);
create index on audit (at);
create index on audit ((details ->> 'run')) where details ? 'run';
