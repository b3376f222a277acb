-- outside a transaction
-- Which collections wait for it, which object is a report: looked for every hour, and by each check of the store.
ALTER TABLE "attempts" VALIDATE CONSTRAINT "attempts_report_key_check";
DROP INDEX CONCURRENTLY IF EXISTS "collections_to_archive_idx";
CREATE INDEX CONCURRENTLY "collections_to_archive_idx" ON "collections" USING btree ("updated_at") WHERE reports_archived_at is null and state in ('completed', 'closed', 'refunded');
DROP INDEX CONCURRENTLY IF EXISTS "attempts_report_key_idx";
CREATE UNIQUE INDEX CONCURRENTLY "attempts_report_key_idx" ON "attempts" USING btree ("report_key") WHERE report_key is not null;
