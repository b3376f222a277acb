-- Staff sign-in, reviews, corrections, uploads to the registry.

-- Failures are kept by the name that was typed, so that one nobody has locks like any other.
alter table staff drop column failed_tries, drop column locked_until, add column totp_step bigint;
create table staff_tries (
  username_hash search_hash primary key,
  failures integer not null check (failures >= 0),
  last_at timestamptz not null,
  locked_until timestamptz
);
create index on staff_tries (last_at);

-- Who alone decides next, written by the move that hands over; whether the promised time is sure; findings a reviewer looks at.
alter table collections
  add column handed_to text,
  add column review_due_certain boolean not null default true,
  add column review_risk integer not null default 0 check (review_risk >= 0);
create index on collections (review_due_at) where state = 'in_review';

create table reviews (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  attempt_id uuid not null references attempts,
  decision text not null check (decision in ('approve', 'reject', 'escalate', 'grant-exception')),
  reasons text[] not null default '{}',
  words text,
  evidence text,
  reviewer_id uuid not null references staff,
  at timestamptz not null,
  undone_at timestamptz,
  check (decision <> 'reject' or cardinality(reasons) > 0),
  check (decision <> 'grant-exception' or evidence is not null)
);
create index on reviews (collection_id, at);
create index on reviews (reviewer_id, at);

create table review_leases (
  collection_id uuid primary key references collections on delete cascade,
  reviewer_id uuid not null references staff,
  ends_at timestamptz not null
);
create index on review_leases (reviewer_id);

create table corrections (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  opened_by uuid not null references staff,
  reason text not null,
  opened_at timestamptz not null,
  used_at timestamptz
);
create unique index on corrections (collection_id) where used_at is null;

create table registry_batches (
  id uuid primary key,
  state text not null check (state in ('queued', 'sent', 'settled')),
  receipt text,
  tries integer not null default 0 check (tries >= 0),
  claimed_until timestamptz,
  last_fault text,
  created_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz,
  check ((state = 'queued') = (receipt is null) and (receipt is null) = (sent_at is null)),
  check ((state = 'settled') = (settled_at is not null))
);
create index on registry_batches (state, claimed_until);

create table registry_items (
  id uuid primary key,
  batch_id uuid not null references registry_batches,
  collection_id uuid not null references collections on delete cascade,
  attempt_id uuid not null references attempts,
  state text not null check (state in ('open', 'accepted', 'refused')),
  receipt text,
  reason text,
  finding_ids text[] not null default '{}',
  settled_at timestamptz,
  check ((state = 'open') = (settled_at is null)),
  check ((state = 'refused') = (reason is not null))
);
create index on registry_items (batch_id);
create unique index on registry_items (collection_id) where state = 'open';

create table message_credits (
  account_id uuid not null references accounts on delete cascade,
  template text not null,
  credits integer not null check (credits >= 0),
  language text not null check (language in ('zh', 'en')),
  primary key (account_id, template)
);

create table messages (
  id uuid primary key,
  event_id bigint not null unique references events,
  collection_id uuid not null references collections on delete cascade,
  template text not null,
  state text not null check (state in ('queued', 'sent', 'skipped', 'failed')),
  tries integer not null default 0 check (tries >= 0),
  claimed_until timestamptz,
  last_fault text,
  created_at timestamptz not null,
  finished_at timestamptz,
  check ((state = 'queued') = (finished_at is null))
);
create index on messages (claimed_until) where state = 'queued';
create index on messages (collection_id);
