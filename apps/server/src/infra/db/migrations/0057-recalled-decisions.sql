-- What the second look found wrong is taken back by a senior reviewer before its student is told.
ALTER TABLE "collection_history" DROP CONSTRAINT "collection_history_move_check";
ALTER TABLE "reviews" ADD COLUMN "recalled_by" uuid;
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_recalled_by_fkey" FOREIGN KEY ("recalled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action NOT VALID;
ALTER TABLE "collection_history" ADD CONSTRAINT "collection_history_move_check" CHECK ("move" in ('accepted', 'already-registered', 'appeal', 'approve', 'check-identity', 'correct-identity', 'escalate', 'expire', 'failed', 'give-evidence', 'grant-exception', 'leave', 'made', 'make-again', 'pay', 'queue-upload', 'recall', 'refund-failed', 'refunded', 'refused', 'refused-by-registry', 'reject', 'start', 'start-refund', 'submit', 'take-evidence', 'undo', 'upload', 'withdraw')) NOT VALID;
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_recalled_by_check" CHECK (recalled_by is null or undone_at is not null) NOT VALID;
