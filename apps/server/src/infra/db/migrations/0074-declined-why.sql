-- Why a proposal was declined, for who made it; null also of one that was declined before a reason was asked for.
ALTER TABLE "configuration_changes" ADD COLUMN "declined_why" "sealed";
ALTER TABLE "configuration_changes" ADD CONSTRAINT "configuration_changes_declined_why_check" CHECK (declined_why is null or state = 'declined');
