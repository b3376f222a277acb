-- outside a transaction
-- Beside those who write: photos begun last, and those whose copy to show is missing.
drop index concurrently if exists "attempts_started_at_idx";
CREATE INDEX CONCURRENTLY "attempts_started_at_idx" ON "attempts" USING btree ("started_at") WHERE started_at is not null;
drop index concurrently if exists "attempts_without_shown_idx";
CREATE INDEX CONCURRENTLY "attempts_without_shown_idx" ON "attempts" USING btree ("created_at","id") WHERE shown_at is null and pictures_deleted_at is null and state <> 'processing';
