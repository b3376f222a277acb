-- outside a transaction
-- What one person started to send back today is summed up at every refund.
DROP INDEX CONCURRENTLY IF EXISTS "refunds_started_by_started_at_idx";
CREATE INDEX CONCURRENTLY "refunds_started_by_started_at_idx" ON "refunds" USING btree ("started_by","started_at");
