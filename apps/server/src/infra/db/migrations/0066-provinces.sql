-- A school may say its province, a post may be for one, and what is taken out for a province is a kind of file.
ALTER TABLE "exports" DROP CONSTRAINT "exports_kind_check";
ALTER TABLE "staff" DROP CONSTRAINT "staff_role_check";
ALTER TABLE "staff_account_changes" DROP CONSTRAINT "staff_account_changes_by_role_check";
ALTER TABLE "staff_posts" DROP CONSTRAINT "staff_posts_role_check";
ALTER TABLE "exports" ADD COLUMN "province" text;
ALTER TABLE "schools" ADD COLUMN "province" text;
ALTER TABLE "staff" ADD COLUMN "province" text;
ALTER TABLE "staff_posts" ADD COLUMN "province" text;
ALTER TABLE "exports" ADD CONSTRAINT "exports_province_check" CHECK ("province" in ('11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'));
ALTER TABLE "exports" ADD CONSTRAINT "exports_kind_check" CHECK ("kind" in ('audit', 'bill-differences', 'failed-photos', 'finished-photos', 'income', 'invoices', 'ledger', 'messages', 'orders', 'province', 'refunds', 'registry-refusals', 'retention-runs', 'school-collections', 'schools', 'staff', 'staff-decisions', 'stalled-students'));
ALTER TABLE "schools" ADD CONSTRAINT "schools_province_check" CHECK ("province" in ('11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'));
ALTER TABLE "staff" ADD CONSTRAINT "staff_province_place_check" CHECK ((role = 'province-admin') = (province is not null));
ALTER TABLE "staff" ADD CONSTRAINT "staff_province_check" CHECK ("province" in ('11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'));
ALTER TABLE "staff" ADD CONSTRAINT "staff_role_check" CHECK ("role" in ('auditor', 'finance', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service'));
ALTER TABLE "staff_account_changes" ADD CONSTRAINT "staff_account_changes_by_role_check" CHECK ("by_role" in ('anonymous', 'auditor', 'finance', 'helper', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system'));
ALTER TABLE "staff_posts" ADD CONSTRAINT "staff_posts_province_place_check" CHECK ((role = 'province-admin') = (province is not null));
ALTER TABLE "staff_posts" ADD CONSTRAINT "staff_posts_province_check" CHECK ("province" in ('11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65'));
ALTER TABLE "staff_posts" ADD CONSTRAINT "staff_posts_role_check" CHECK ("role" in ('auditor', 'finance', 'operator', 'province-admin', 'reviewer', 'school-admin', 'senior-reviewer', 'service'));
