-- Whom a payment went through is data: orders, notifications, bill days and differences name it, the ledger has an account of each.

-- One more provider: these two lists, longer.
create domain pay_provider as text check (value in ('wechat-pay', 'alipay'));
create domain ledger_account as text check (value in ('wechat-pay', 'alipay', 'fees', 'surplus'));

alter table orders
  add column provider pay_provider not null default 'wechat-pay',
  drop constraint orders_transaction_id_key,
  add unique (provider, transaction_id);
alter table orders alter column provider drop default;
create index on orders (provider, created_at);

alter table payment_notifications
  add column provider pay_provider not null default 'wechat-pay',
  drop constraint payment_notifications_pkey,
  add primary key (provider, id);
alter table payment_notifications alter column provider drop default;

alter table payment_differences
  add column provider pay_provider not null default 'wechat-pay',
  drop constraint payment_differences_day_fkey,
  drop constraint payment_differences_kind_day_out_trade_no_out_refund_no_key;
alter table payment_differences alter column provider drop default;

alter table bill_days
  add column provider pay_provider not null default 'wechat-pay',
  drop constraint bill_days_pkey,
  add primary key (provider, day);
alter table bill_days alter column provider drop default;

alter table payment_differences
  add foreign key (provider, day) references bill_days,
  add unique (kind, provider, day, out_trade_no, out_refund_no);

alter table ledger_entries
  drop constraint ledger_entries_account_check,
  alter column account type ledger_account;
alter table ledger_sums
  drop constraint ledger_sums_account_check,
  alter column account type ledger_account;
