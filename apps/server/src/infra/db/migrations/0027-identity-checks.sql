CREATE TABLE "identity_evidence" (
	"collection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"object_key" text NOT NULL,
	"file_type" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone,
	CONSTRAINT "identity_evidence_pkey" PRIMARY KEY("collection_id","kind"),
	CONSTRAINT "identity_evidence_kind_check" CHECK ("kind" in ('id-card-held', 'older-photo', 'statement'))
);
ALTER TABLE "collection_history" DROP CONSTRAINT "collection_history_move_check";
ALTER TABLE "collection_history" DROP CONSTRAINT "collection_history_from_state_check";
ALTER TABLE "collection_history" DROP CONSTRAINT "collection_history_to_state_check";
ALTER TABLE "collections" DROP CONSTRAINT "collections_state_check";
ALTER TABLE "collections" DROP CONSTRAINT "collections_state_before_check";
ALTER TABLE "message_credits" DROP CONSTRAINT "message_credits_template_check";
ALTER TABLE "messages" DROP CONSTRAINT "messages_template_check";
ALTER TABLE "registry_items" ADD COLUMN "identity" text;
ALTER TABLE "identity_evidence" ADD CONSTRAINT "identity_evidence_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "collection_history" ADD CONSTRAINT "collection_history_move_check" CHECK ("move" in ('accepted', 'already-registered', 'appeal', 'approve', 'check-identity', 'correct-identity', 'escalate', 'expire', 'failed', 'give-evidence', 'grant-exception', 'leave', 'made', 'make-again', 'pay', 'queue-upload', 'refund-failed', 'refunded', 'refused', 'refused-by-registry', 'reject', 'start', 'start-refund', 'submit', 'take-evidence', 'undo', 'upload', 'withdraw'));
ALTER TABLE "collection_history" ADD CONSTRAINT "collection_history_from_state_check" CHECK ("from_state" in ('approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded', 'refunding', 'rejected', 'returned', 'uploading', 'verified'));
ALTER TABLE "collection_history" ADD CONSTRAINT "collection_history_to_state_check" CHECK ("to_state" in ('approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded', 'refunding', 'rejected', 'returned', 'uploading', 'verified'));
ALTER TABLE "collections" ADD CONSTRAINT "collections_state_check" CHECK ("state" in ('approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded', 'refunding', 'rejected', 'returned', 'uploading', 'verified'));
ALTER TABLE "collections" ADD CONSTRAINT "collections_state_before_check" CHECK ("state_before" in ('approved', 'closed', 'completed', 'identity_check', 'in_review', 'paid', 'processing', 'ready', 'refunded', 'refunding', 'rejected', 'returned', 'uploading', 'verified'));
ALTER TABLE "message_credits" ADD CONSTRAINT "message_credits_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
ALTER TABLE "registry_items" ADD CONSTRAINT "registry_items_identity_check" CHECK ("identity" in ('abnormal', 'doubtful', 'failed'));
