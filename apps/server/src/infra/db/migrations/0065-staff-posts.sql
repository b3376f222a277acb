-- A person may hold several posts: those beside the first one, the one a session acts in, and the one acted in last.
CREATE TABLE "staff_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"role" text NOT NULL,
	"school_code" text,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_posts_check" CHECK ((role = 'school-admin') = (school_code is not null)),
	CONSTRAINT "staff_posts_alone_check" CHECK (role <> 'auditor'),
	CONSTRAINT "staff_posts_role_check" CHECK ("role" in ('auditor', 'finance', 'operator', 'reviewer', 'school-admin', 'senior-reviewer', 'service'))
);
ALTER TABLE "staff" DROP CONSTRAINT "staff_unconfirmed_act_check";
ALTER TABLE "staff_account_changes" DROP CONSTRAINT "staff_account_changes_what_check";
ALTER TABLE "sessions" ADD COLUMN "post_id" uuid;
ALTER TABLE "staff" ADD COLUMN "last_post_id" uuid;
ALTER TABLE "staff_posts" ADD CONSTRAINT "staff_posts_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "staff_posts" ADD CONSTRAINT "staff_posts_school_code_fkey" FOREIGN KEY ("school_code") REFERENCES "public"."schools"("code") ON DELETE no action ON UPDATE no action;
CREATE INDEX "staff_posts_staff_id_added_at_idx" ON "staff_posts" USING btree ("staff_id","added_at");
ALTER TABLE "staff" ADD CONSTRAINT "staff_unconfirmed_act_check" CHECK ("unconfirmed_act" in ('access-reset', 'changed', 'confirmed', 'created', 'disabled', 'enabled', 'post-added', 'post-removed', 'renamed', 'sessions-ended'));
ALTER TABLE "staff_account_changes" ADD CONSTRAINT "staff_account_changes_what_check" CHECK ("what" in ('access-reset', 'changed', 'confirmed', 'created', 'disabled', 'enabled', 'post-added', 'post-removed', 'renamed', 'sessions-ended'));
