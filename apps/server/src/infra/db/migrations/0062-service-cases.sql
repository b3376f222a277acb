-- Cases of customer service: what a caller asked, who owns it, when to call back, and through whose hands it went.
CREATE TABLE "service_case_hand_overs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"from_staff_id" uuid NOT NULL,
	"to_staff_id" uuid NOT NULL,
	"note" "sealed" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
CREATE TABLE "service_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"collection_id" uuid NOT NULL,
	"asked" "sealed" NOT NULL,
	"owner_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "service_cases_closed_check" CHECK ((closed_at is null) = (closed_by is null))
);
ALTER TABLE "service_case_hand_overs" ADD CONSTRAINT "service_case_hand_overs_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "public"."service_cases"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "service_case_hand_overs" ADD CONSTRAINT "service_case_hand_overs_from_staff_id_fkey" FOREIGN KEY ("from_staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "service_case_hand_overs" ADD CONSTRAINT "service_case_hand_overs_to_staff_id_fkey" FOREIGN KEY ("to_staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "service_cases" ADD CONSTRAINT "service_cases_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "service_cases" ADD CONSTRAINT "service_cases_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "service_cases" ADD CONSTRAINT "service_cases_opened_by_fkey" FOREIGN KEY ("opened_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "service_cases" ADD CONSTRAINT "service_cases_closed_by_fkey" FOREIGN KEY ("closed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "service_case_hand_overs_case_id_at_idx" ON "service_case_hand_overs" USING btree ("case_id","at");
CREATE INDEX "service_cases_collection_id_opened_at_idx" ON "service_cases" USING btree ("collection_id","opened_at");
CREATE INDEX "service_cases_open_idx" ON "service_cases" USING btree ("due_at","id") WHERE closed_at is null;
