-- Accounts that wait for a second operator, and what a person is told of changes on their account.
CREATE TABLE "staff_account_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"what" text NOT NULL,
	"by_role" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "staff_account_changes_what_check" CHECK ("what" in ('access-reset', 'changed', 'confirmed', 'created', 'disabled', 'enabled', 'renamed', 'sessions-ended')),
	CONSTRAINT "staff_account_changes_by_role_check" CHECK ("by_role" in ('anonymous', 'auditor', 'finance', 'helper', 'operator', 'reviewer', 'school-admin', 'senior-reviewer', 'service', 'student', 'system'))
);
ALTER TABLE "staff" ADD COLUMN "unconfirmed_by" uuid;
ALTER TABLE "staff" ADD COLUMN "unconfirmed_at" timestamp with time zone;
ALTER TABLE "staff" ADD COLUMN "unconfirmed_act" text;
ALTER TABLE "staff_account_changes" ADD CONSTRAINT "staff_account_changes_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;
CREATE INDEX "staff_account_changes_staff_id_at_idx" ON "staff_account_changes" USING btree ("staff_id","at");
ALTER TABLE "staff" ADD CONSTRAINT "staff_unconfirmed_check" CHECK ((unconfirmed_by is null) = (unconfirmed_at is null) and (unconfirmed_by is null) = (unconfirmed_act is null));
ALTER TABLE "staff" ADD CONSTRAINT "staff_unconfirmed_act_check" CHECK ("unconfirmed_act" in ('access-reset', 'changed', 'confirmed', 'created', 'disabled', 'enabled', 'renamed', 'sessions-ended'));
