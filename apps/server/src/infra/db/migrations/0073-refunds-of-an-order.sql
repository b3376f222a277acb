-- outside a transaction
-- Whoever is reminded is asked for the latest refund of the payment that counts.
DROP INDEX CONCURRENTLY IF EXISTS "refunds_order_id_created_at_id_idx";
CREATE INDEX CONCURRENTLY "refunds_order_id_created_at_id_idx" ON "refunds" USING btree ("order_id","created_at","id");
