ALTER TABLE "message_credits" DROP CONSTRAINT "message_credits_template_check";
ALTER TABLE "messages" DROP CONSTRAINT "messages_template_check";
ALTER TABLE "message_credits" ADD CONSTRAINT "message_credits_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
