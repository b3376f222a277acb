-- Orders, refunds, the notifications taken, the ledger, the daily bill and its differences, invoice requests.

create table orders (
  id uuid primary key,
  collection_id uuid not null references collections,
  out_trade_no text not null unique check (out_trade_no ~ '^[0-9A-Za-z]{6,32}$'),
  channel text not null check (channel in ('mini-program', 'official-account', 'h5', 'native')),
  appid text not null,
  amount_fen fen not null check (amount_fen > 0),
  state text not null check (state in ('open', 'paid', 'closed', 'refunded')),
  prepay text,
  -- Whether the payment paid for the collection; one that came second or too late does not.
  counts boolean not null default false,
  transaction_id text unique,
  paid_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  closed_at timestamptz,
  asks integer not null default 0 check (asks >= 0),
  asked_at timestamptz,
  ask_after timestamptz not null,
  check ((state in ('paid', 'refunded')) = (transaction_id is not null)),
  check ((transaction_id is null) = (paid_at is null)),
  check (not counts or paid_at is not null)
);
create unique index on orders (collection_id) where state = 'open';
create unique index on orders (collection_id) where counts and state = 'paid';
create index on orders (collection_id, created_at);
create index on orders (ask_after) where state = 'open';
create index on orders (created_at, id);
create index on orders (paid_at);

create table payment_notifications (
  id text primary key,
  about text not null,
  subject text,
  received_at timestamptz not null
);
create index on payment_notifications (received_at);

create table refunds (
  id uuid primary key,
  order_id uuid not null references orders,
  out_refund_no text not null unique check (out_refund_no ~ '^[0-9A-Za-z]{1,64}$'),
  cause text not null check (cause in ('requested', 'second-payment', 'late-payment', 'window-ended')),
  amount_fen fen not null check (amount_fen > 0),
  state text not null check (
    state in ('requested', 'waiting', 'due', 'processing', 'abnormal', 'succeeded', 'closed', 'declined')
  ),
  reason text,
  requested_by_role text not null,
  requested_by uuid,
  started_by_role text,
  started_by uuid,
  decided_by uuid check (decided_by is distinct from started_by or decided_by is null or state = 'declined'),
  refund_id text unique,
  created_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  asks integer not null default 0 check (asks >= 0),
  ask_after timestamptz not null
);
-- Money goes back once: while one refund of an order lives, there is no other.
create unique index on refunds (order_id) where state not in ('closed', 'declined');
create index on refunds (ask_after) where state in ('due', 'processing', 'abnormal');
create index on refunds (accepted_at);

create table ledger_transactions (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('payment', 'refund')),
  order_id uuid not null references orders,
  refund_id uuid references refunds,
  at timestamptz not null,
  check ((kind = 'refund') = (refund_id is not null))
);
create unique index on ledger_transactions (order_id, kind);

create table ledger_entries (
  id bigint generated always as identity primary key,
  transaction_id bigint not null references ledger_transactions,
  account text not null check (account in ('wechat-pay', 'fees', 'surplus')),
  -- Positive: what we have. Negative: what it stands for.
  amount_fen bigint not null check (amount_fen <> 0)
);
create index on ledger_entries (transaction_id);
create index on ledger_entries (account);

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

create table bill_days (
  day date primary key,
  state text not null check (state in ('open', 'fetched')),
  payments integer not null default 0,
  refunds integer not null default 0,
  paid_fen fen not null default 0,
  refunded_fen fen not null default 0,
  fetched_at timestamptz,
  ask_after timestamptz not null,
  check ((state = 'fetched') = (fetched_at is not null))
);
create index on bill_days (ask_after) where state = 'open';

create table payment_differences (
  id uuid primary key,
  day date not null references bill_days,
  kind text not null,
  -- Empty: it is about no such thing.
  out_trade_no text not null,
  out_refund_no text not null,
  ours_fen bigint,
  theirs_fen bigint,
  found_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  note text,
  unique (kind, day, out_trade_no, out_refund_no)
);
create index on payment_differences (day);

create table invoice_requests (
  id uuid primary key,
  order_id uuid not null unique references orders,
  title sealed not null,
  tax_number sealed,
  email sealed not null,
  created_at timestamptz not null
);
