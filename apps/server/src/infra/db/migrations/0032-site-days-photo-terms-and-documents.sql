CREATE TABLE "site_days" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"day" date NOT NULL,
	"shooting_sha256" "sha256_hex" NOT NULL,
	"queue_token" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "site_days_shooting_sha256_key" UNIQUE("shooting_sha256"),
	CONSTRAINT "site_days_queue_token_key" UNIQUE("queue_token")
);
CREATE TABLE "site_tickets" (
	"site_day_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"ticket_key" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"called_at" timestamp with time zone,
	"call_key" text,
	"voided_at" timestamp with time zone,
	CONSTRAINT "site_tickets_pkey" PRIMARY KEY("site_day_id","number"),
	CONSTRAINT "site_tickets_site_day_id_ticket_key_key" UNIQUE("site_day_id","ticket_key"),
	CONSTRAINT "site_tickets_site_day_id_call_key_key" UNIQUE("site_day_id","call_key"),
	CONSTRAINT "site_tickets_check" CHECK ((called_at is null) = (call_key is null)),
	CONSTRAINT "site_tickets_check1" CHECK (called_at is null or voided_at is null)
);
ALTER TABLE "message_credits" DROP CONSTRAINT "message_credits_template_check";
ALTER TABLE "messages" DROP CONSTRAINT "messages_template_check";
DROP INDEX "helper_links_collection_id_idx";
ALTER TABLE "code_tries" ALTER COLUMN "account_id" DROP NOT NULL;
ALTER TABLE "helper_links" ADD COLUMN "site_day_id" uuid;
ALTER TABLE "invoice_requests" ADD COLUMN "file_key" text;
ALTER TABLE "projects" ADD COLUMN "photo_max_age_days" integer DEFAULT 365 NOT NULL;
ALTER TABLE "projects" ADD COLUMN "image_check_by" timestamp with time zone;
ALTER TABLE "site_days" ADD CONSTRAINT "site_days_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "site_tickets" ADD CONSTRAINT "site_tickets_site_day_id_fkey" FOREIGN KEY ("site_day_id") REFERENCES "public"."site_days"("id") ON DELETE cascade ON UPDATE no action;
CREATE UNIQUE INDEX "site_days_project_id_day_idx" ON "site_days" USING btree ("project_id","day") WHERE ended_at is null;
ALTER TABLE "helper_links" ADD CONSTRAINT "helper_links_site_day_id_fkey" FOREIGN KEY ("site_day_id") REFERENCES "public"."site_days"("id") ON DELETE cascade ON UPDATE no action;
CREATE INDEX "helper_links_site_day_id_idx" ON "helper_links" USING btree ("site_day_id");
CREATE UNIQUE INDEX "helper_links_collection_id_idx" ON "helper_links" USING btree ("collection_id") WHERE revoked_at is null and site_day_id is null;
ALTER TABLE "invoice_requests" ADD CONSTRAINT "invoice_requests_file_key_check" CHECK (file_key is null or issued_at is not null);
ALTER TABLE "message_credits" ADD CONSTRAINT "message_credits_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_template_check" CHECK ("template" in ('already-registered', 'closes-soon', 'completed', 'identity-check', 'image-check', 'refunded', 'registry-returned', 'review-approved', 'review-rejected'));
ALTER TABLE "projects" ADD CONSTRAINT "projects_photo_max_age_days_check" CHECK (photo_max_age_days > 0);
