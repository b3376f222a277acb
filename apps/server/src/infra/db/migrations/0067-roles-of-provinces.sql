-- outside a transaction
-- The role of a province where rows say who did something. They are looked through beside those who write.
ALTER TABLE "collection_history" DROP CONSTRAINT IF EXISTS "collection_history_actor_role_check", ADD CONSTRAINT "collection_history_actor_role_check" CHECK ("actor_role" in ('anonymous', 'auditor', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "collections" DROP CONSTRAINT IF EXISTS "collections_handed_to_check", ADD CONSTRAINT "collections_handed_to_check" CHECK ("handed_to" in ('anonymous', 'auditor', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "refunds" DROP CONSTRAINT IF EXISTS "refunds_requested_by_role_check", ADD CONSTRAINT "refunds_requested_by_role_check" CHECK ("requested_by_role" in ('anonymous', 'auditor', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "refunds" DROP CONSTRAINT IF EXISTS "refunds_started_by_role_check", ADD CONSTRAINT "refunds_started_by_role_check" CHECK ("started_by_role" in ('anonymous', 'auditor', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "sessions" DROP CONSTRAINT IF EXISTS "sessions_role_check", ADD CONSTRAINT "sessions_role_check" CHECK ("role" in ('anonymous', 'auditor', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "collection_history" VALIDATE CONSTRAINT "collection_history_actor_role_check";
ALTER TABLE "collections" VALIDATE CONSTRAINT "collections_handed_to_check";
ALTER TABLE "refunds" VALIDATE CONSTRAINT "refunds_requested_by_role_check";
ALTER TABLE "refunds" VALIDATE CONSTRAINT "refunds_started_by_role_check";
ALTER TABLE "sessions" VALIDATE CONSTRAINT "sessions_role_check";
