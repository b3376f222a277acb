-- Why a refund was declined, for whoever asked for it.

alter table refunds add column decline_reason text;
