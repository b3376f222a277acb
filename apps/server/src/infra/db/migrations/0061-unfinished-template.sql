-- outside a transaction
-- Students can be reminded of what they have not finished. The rows are looked through beside those who write.
ALTER TABLE "message_credits" DROP CONSTRAINT IF EXISTS "message_credits_template_check", ADD CONSTRAINT "message_credits_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected', 'unfinished')) NOT VALID;
ALTER TABLE "message_credits" VALIDATE CONSTRAINT "message_credits_template_check";
ALTER TABLE "messages" DROP CONSTRAINT IF EXISTS "messages_template_check", ADD CONSTRAINT "messages_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected', 'unfinished')) NOT VALID;
ALTER TABLE "messages" VALIDATE CONSTRAINT "messages_template_check";
