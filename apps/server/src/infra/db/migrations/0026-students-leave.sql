ALTER TABLE "collection_history" DROP CONSTRAINT "collection_history_move_check";
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_cause_check";
ALTER TABLE "collection_history" ADD CONSTRAINT "collection_history_move_check" CHECK ("move" in ('accepted', 'already-registered', 'appeal', 'approve', 'correct-identity', 'escalate', 'expire', 'failed', 'grant-exception', 'leave', 'made', 'make-again', 'pay', 'queue-upload', 'refund-failed', 'refunded', 'refused', 'refused-by-registry', 'reject', 'start', 'start-refund', 'submit', 'undo', 'upload', 'withdraw'));
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_cause_check" CHECK ("cause" in ('already-registered', 'late-payment', 'left', 'requested', 'second-payment', 'window-ended'));
