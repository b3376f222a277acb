-- How good reviewing is: blind second looks, photos whose answer is known, how long a decision took.

alter table reviews
  add column machine_hidden boolean not null default false,
  add column took_ms integer check (took_ms >= 0);
alter table review_leases add column taken_at timestamptz not null default '-infinity';
alter table review_leases alter column taken_at drop default;

create table second_looks (
  id uuid primary key,
  review_id uuid not null unique references reviews on delete cascade,
  drawn_at timestamptz not null,
  -- Who has it in hand until ends_at, or decided it.
  reviewer_id uuid references staff,
  ends_at timestamptz,
  decision text check (decision in ('approve', 'reject')),
  reasons text[] not null default '{}',
  at timestamptz,
  check ((decision is null) = (at is null)),
  check (decision is null or reviewer_id is not null)
);
create index on second_looks (drawn_at) where decision is null;

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
create unique index on honeypots (collection_id) where ended_at is null;

create table honeypot_answers (
  -- Stands for a collection's id in the reviewer's hand.
  id uuid primary key,
  honeypot_id uuid not null references honeypots on delete cascade,
  reviewer_id uuid not null references staff,
  shown_at timestamptz not null,
  ends_at timestamptz not null,
  decision text check (decision in ('approve', 'reject', 'escalate', 'grant-exception')),
  reasons text[] not null default '{}',
  at timestamptz,
  unique (honeypot_id, reviewer_id),
  check ((decision is null) = (at is null))
);
create index on honeypot_answers (reviewer_id) where decision is null;
