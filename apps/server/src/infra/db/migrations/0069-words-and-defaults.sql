-- Operators set the words of text messages and the refund rule of new projects; each message keeps the text that it went out with.
ALTER TABLE "configuration_changes" DROP CONSTRAINT "configuration_changes_item_check";
ALTER TABLE "messages" ADD COLUMN "text" text;
ALTER TABLE "configuration_changes" ADD CONSTRAINT "configuration_changes_item_check" CHECK ("item" in ('check-limits', 'decision-hold', 'hidden-verdict-share', 'hotline', 'known-photo-share', 'message-words', 'new-project-refund-rule', 'one-person-refund', 'one-person-refund-day', 'reason-advice', 'reminder-hours', 'reminder-messages', 'second-look-share', 'service-answer', 'service-hours'));
