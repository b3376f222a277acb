-- The ledger is listed and taken out by day.

create index on ledger_transactions (at);
