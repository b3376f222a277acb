-- Evidence of identity has a consent of its own.
ALTER TABLE "consents" DROP CONSTRAINT "consents_purpose_check";
ALTER TABLE "consents" ADD CONSTRAINT "consents_purpose_check" CHECK ("purpose" in ('evidence', 'face', 'registry', 'school', 'service'));
