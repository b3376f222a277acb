-- outside a transaction
-- Evidence of identity has a consent of its own. The rows are looked through beside those who write.
ALTER TABLE "consents" DROP CONSTRAINT IF EXISTS "consents_purpose_check", ADD CONSTRAINT "consents_purpose_check" CHECK ("purpose" in ('evidence', 'face', 'registry', 'school', 'service')) NOT VALID;
ALTER TABLE "consents" VALIDATE CONSTRAINT "consents_purpose_check";
