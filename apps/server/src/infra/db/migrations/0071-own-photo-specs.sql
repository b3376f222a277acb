-- Operators draft specs of their own: which spec ids there are, the confirmed changes of the configuration say from now on.
-- A process of the last release knows the shipped ids alone: a project gets another one once its spec was drafted, confirmed and chosen.
ALTER TABLE "configuration_changes" DROP CONSTRAINT "configuration_changes_item_check";
ALTER TABLE "projects" DROP CONSTRAINT "projects_spec_id_check";
ALTER TABLE "configuration_changes" ADD CONSTRAINT "configuration_changes_item_check" CHECK ("item" in ('check-limits', 'decision-hold', 'hidden-verdict-share', 'hotline', 'known-photo-share', 'message-words', 'new-project-refund-rule', 'one-person-refund', 'one-person-refund-day', 'photo-spec', 'reason-advice', 'reminder-hours', 'reminder-messages', 'second-look-share', 'service-answer', 'service-hours'));
