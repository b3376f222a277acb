-- outside a transaction
-- A post may be for one department of a school. The role where rows say who did something is looked through beside those who write.
ALTER TABLE "exports" ADD COLUMN IF NOT EXISTS "department" text;
ALTER TABLE "reminders" ADD COLUMN IF NOT EXISTS "department" text;
ALTER TABLE "staff" ADD COLUMN IF NOT EXISTS "department" text;
ALTER TABLE "staff_posts" ADD COLUMN IF NOT EXISTS "department" text;
ALTER TABLE "collection_history" DROP CONSTRAINT IF EXISTS "collection_history_actor_role_check", ADD CONSTRAINT "collection_history_actor_role_check" CHECK ("actor_role" in ('anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "collections" DROP CONSTRAINT IF EXISTS "collections_handed_to_check", ADD CONSTRAINT "collections_handed_to_check" CHECK ("handed_to" in ('anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "refunds" DROP CONSTRAINT IF EXISTS "refunds_requested_by_role_check", ADD CONSTRAINT "refunds_requested_by_role_check" CHECK ("requested_by_role" in ('anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "refunds" DROP CONSTRAINT IF EXISTS "refunds_started_by_role_check", ADD CONSTRAINT "refunds_started_by_role_check" CHECK ("started_by_role" in ('anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "sessions" DROP CONSTRAINT IF EXISTS "sessions_role_check", ADD CONSTRAINT "sessions_role_check" CHECK ("role" in ('anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system')) NOT VALID;
ALTER TABLE "staff" DROP CONSTRAINT IF EXISTS "staff_department_place_check", ADD CONSTRAINT "staff_department_place_check" CHECK ((role = 'department-admin') = (department is not null));
ALTER TABLE "staff" DROP CONSTRAINT IF EXISTS "staff_check", ADD CONSTRAINT "staff_check" CHECK ((role in ('school-admin', 'department-admin')) = (school_code is not null));
ALTER TABLE "staff" DROP CONSTRAINT IF EXISTS "staff_role_check", ADD CONSTRAINT "staff_role_check" CHECK ("role" in ('auditor', 'department-admin', 'finance', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service'));
ALTER TABLE "staff_account_changes" DROP CONSTRAINT IF EXISTS "staff_account_changes_by_role_check", ADD CONSTRAINT "staff_account_changes_by_role_check" CHECK ("by_role" in ('anonymous', 'auditor', 'department-admin', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system'));
ALTER TABLE "staff_posts" DROP CONSTRAINT IF EXISTS "staff_posts_department_place_check", ADD CONSTRAINT "staff_posts_department_place_check" CHECK ((role = 'department-admin') = (department is not null));
ALTER TABLE "staff_posts" DROP CONSTRAINT IF EXISTS "staff_posts_check", ADD CONSTRAINT "staff_posts_check" CHECK ((role in ('school-admin', 'department-admin')) = (school_code is not null));
ALTER TABLE "staff_posts" DROP CONSTRAINT IF EXISTS "staff_posts_role_check", ADD CONSTRAINT "staff_posts_role_check" CHECK ("role" in ('auditor', 'department-admin', 'finance', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service'));
ALTER TABLE "collection_history" VALIDATE CONSTRAINT "collection_history_actor_role_check";
ALTER TABLE "collections" VALIDATE CONSTRAINT "collections_handed_to_check";
ALTER TABLE "refunds" VALIDATE CONSTRAINT "refunds_requested_by_role_check";
ALTER TABLE "refunds" VALIDATE CONSTRAINT "refunds_started_by_role_check";
ALTER TABLE "sessions" VALIDATE CONSTRAINT "sessions_role_check";
