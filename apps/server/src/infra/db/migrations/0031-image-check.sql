-- The day to confirm photos at CHSI, and the message that reminds of it.
ALTER TABLE "message_credits" DROP CONSTRAINT "message_credits_template_check";
ALTER TABLE "messages" DROP CONSTRAINT "messages_template_check";
ALTER TABLE "projects" ADD COLUMN "image_check_by" timestamp with time zone;
ALTER TABLE "message_credits" ADD CONSTRAINT "message_credits_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
