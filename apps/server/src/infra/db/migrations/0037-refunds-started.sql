-- When a refund was started, for the sum that one person may send back in a day.
ALTER TABLE "refunds" ADD COLUMN "started_at" timestamp with time zone;
update refunds set started_at = created_at where started_by is not null;
