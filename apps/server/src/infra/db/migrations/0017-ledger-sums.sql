-- Sums of the ledger's accounts up to an entry, so that a balance need not add up every entry there ever was.

create table ledger_sums (
  up_to_entry_id bigint not null references ledger_entries,
  account text not null check (account in ('wechat-pay', 'fees', 'surplus')),
  amount_fen bigint not null,
  primary key (up_to_entry_id, account)
);
create trigger ledger_sums_are_append_only before update or delete or truncate on ledger_sums
  for each statement execute function refuse_ledger_change();
